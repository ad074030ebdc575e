/// Runs: background jobs that walk the install tree of a connector as the engine does.
package dev.connectorproxy.devserver.run;
