/// What each connector did, in the order of time, and one line per fetch in the log.
package dev.connectorproxy.devserver.timeline;
