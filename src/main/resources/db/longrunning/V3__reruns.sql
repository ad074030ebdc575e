-- how often an operator had the finished call run again; each of them counts in starts and sends, too, so that the fencing tokens of
-- earlier runs and callbacks are not valid any more
alter table lr_invocation add column reruns integer default 0 not null;
