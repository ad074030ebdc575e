/// What the commands on databases have in common before a server is contacted: their arguments, the statements made of
/// them, and failures.
package dev.connectorproxy.database.statement;
