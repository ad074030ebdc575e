package dev.connectorproxy.catalogue;

import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandSpec;

/// A command and its id.
///
/// @param id `{connector}/{command}`
public record RegisteredCommand(String id, CommandSpec spec, Command command) {}
