/// What measures and loads the built jar from outside, over loopback: `make bench` ([dev.connectorproxy.bench.Bench])
/// and `make load` ([dev.connectorproxy.bench.LoadCheck]). Needs the JDK alone; uses the proxy through its protocol
/// only.
package dev.connectorproxy.bench;
