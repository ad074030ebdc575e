/// Secrets kept here: what callers name as `${secret:NAME}` is put in before a command runs, and taken out of all that comes
/// back.
package dev.connectorproxy.secrets;
