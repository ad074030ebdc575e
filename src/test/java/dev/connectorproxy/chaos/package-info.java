/// `make chaos`: replicas of the built jar on one PostgreSQL, killed and paused under load, and judged from outside.
package dev.connectorproxy.chaos;
