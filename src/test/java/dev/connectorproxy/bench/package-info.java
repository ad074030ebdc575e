/// What measures and loads the built jar from outside, over loopback: `make bench` ([dev.connectorproxy.bench.Bench]) and
/// `make load` ([dev.connectorproxy.bench.LoadCheck]). Needs the JDK alone; knows the proxy by its wire contract.
package dev.connectorproxy.bench;
