package dev.connectorproxy.catalogue;

import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandSpec;

/// A command under its id.
///
/// @param id `{connector}/{command}`
public record Entry(String id, CommandSpec spec, Command command) {}
