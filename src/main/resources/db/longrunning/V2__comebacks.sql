-- not tried before then, other than by an operator: what SpiffArena asked for, or what a callback has earned that failed while
-- others were taken
alter table lr_invocation add column not_before bigint;
-- tries out of turn that failed while others were taken, since the last one in turn
alter table lr_invocation add column own_failures integer default 0 not null;
