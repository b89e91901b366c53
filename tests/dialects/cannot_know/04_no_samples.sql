-- Who was sampled at random is Overlap's own.
delete from samples;
