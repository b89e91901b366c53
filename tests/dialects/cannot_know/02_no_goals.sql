-- Goals are Overlap's own, typed or in a file of their own.
delete from goals;
