/// The database of invocations: its schema (`db/longrunning`), its SQL, the encryption of what callers sent, and the
/// queues of runs and callbacks. H2 for one process, PostgreSQL for several.
package dev.connectorproxy.longrunning.store;
