-- Which file was this one compared with?
SELECT old_run, old_as_of, old_program, note FROM revision_run;
