-- Ratings of leads are Overlap's own.
delete from feedback;
