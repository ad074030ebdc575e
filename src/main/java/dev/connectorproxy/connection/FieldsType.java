package dev.connectorproxy.connection;

import java.util.List;

/// A type whose fields only fill parameters of commands that choose the target themselves, such as those of AWS, or of a
/// plugin.
record FieldsType(String name, List<ConnectionField> fields) implements ConnectionType {}
