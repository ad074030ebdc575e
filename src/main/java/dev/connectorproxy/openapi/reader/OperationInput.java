package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.openapi.OperationParameter;
import dev.connectorproxy.openapi.RequestBody;
import java.util.List;
import java.util.Optional;

/// What an operation sends.
record OperationInput(List<OperationParameter> parameters, Optional<RequestBody> body) {}
