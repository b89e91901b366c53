"""What reports call by `then:` after their SQL: frames in, a frame out."""
