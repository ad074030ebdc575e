create table lr_invocation (
    id               varchar(36)   not null primary key,
    state            varchar(16)   not null,
    command          varchar(512)  not null,
    caller           varchar(64),
    request_id       varchar(128)  not null,
    request_id_given boolean       not null,
    traceparent      varchar(128),
    process_model    varchar(1024),
    process_instance varchar(1024),
    task             varchar(1024),
    callback_url     varchar(4096) not null,
    origin           varchar(300)  not null,
    flight           varchar(64),
    arguments        ${bytes}      not null,
    result           ${bytes},
    error_code       varchar(512)  not null,
    repeatable       boolean       not null,
    starts           integer       not null,
    accepted_at      bigint        not null,
    answered_at      bigint        not null,
    started_at       bigint,
    finished_at      bigint,
    closed_at        bigint,
    sends            integer       not null,
    failures         integer       not null,
    unanswered       boolean       not null,
    last_answer      varchar(200)  not null,
    held_with        varchar(64),
    next_at          bigint
);
-- one invocation per call of a task that is under way; null when it is over
create unique index lr_invocation_flight on lr_invocation (flight);
create index lr_invocation_state on lr_invocation (state, accepted_at);
create index lr_invocation_instance on lr_invocation (process_instance, id);
create index lr_invocation_closed on lr_invocation (closed_at);

create table lr_vault (
    name   varchar(64) not null primary key,
    sealed ${bytes}    not null
);

-- the tables of db-scheduler 16
create table lr_runs (
    task_name            varchar(300) not null,
    task_instance        varchar(36)  not null,
    task_data            ${bytes},
    execution_time       timestamp with time zone not null,
    picked               boolean      not null,
    picked_by            varchar(50),
    last_success         timestamp with time zone,
    last_failure         timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat       timestamp with time zone,
    version              bigint       not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index lr_runs_due on lr_runs (execution_time);
create index lr_runs_heartbeat on lr_runs (last_heartbeat);

create table lr_deliveries (
    task_name            varchar(300) not null,
    task_instance        varchar(36)  not null,
    task_data            ${bytes},
    execution_time       timestamp with time zone not null,
    picked               boolean      not null,
    picked_by            varchar(50),
    last_success         timestamp with time zone,
    last_failure         timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat       timestamp with time zone,
    version              bigint       not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index lr_deliveries_due on lr_deliveries (execution_time);
create index lr_deliveries_heartbeat on lr_deliveries (last_heartbeat);
