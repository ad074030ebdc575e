/// `make chaos`: replicas of the built jar on one PostgreSQL are killed and paused under load, and checked from
/// outside.
package dev.connectorproxy.chaos;
