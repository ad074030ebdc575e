package dev.connectorproxy.declarative.file;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a file says about a command.
///
/// @param server the base URL instead of that of the connector
/// @param connected whether it takes connections
/// @param source the operation of the API description, or the requests
/// @param parameters by id
/// @param show the ids of the parameters that the command has, in order; empty for all
/// @param body how the body becomes parameters; empty to let its size decide
/// @param response how a body of JSON is returned
/// @param result JSONata over the response body; empty for the body itself
/// @param repeatable empty to let the method decide
/// @param place `file:line`
public record CommandFile(
        String name,
        String title,
        String description,
        Optional<String> server,
        boolean connected,
        Source source,
        Map<String, ParameterFile> parameters,
        Optional<List<String>> show,
        Optional<BodyForm> body,
        boolean omitEmpty,
        ResponseForm response,
        Optional<SourceText> result,
        List<CheckRule> checks,
        List<ErrorRule> errors,
        Optional<Paging> pages,
        Optional<Idempotency> idempotency,
        Optional<Boolean> repeatable,
        boolean async,
        String place) {
    public CommandFile {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        show = show.map(List::copyOf);
        checks = List.copyOf(checks);
        errors = List.copyOf(errors);
    }

    /// What a command sends.
    public sealed interface Source {

        /// An operation of the API description.
        ///
        /// @param name its `operationId`, or `METHOD /path`
        record OfOperation(String name) implements Source {}

        /// The first of these whose condition holds.
        record OfRequests(List<RequestFile> requests) implements Source {
            public OfRequests {
                requests = List.copyOf(requests);
            }
        }
    }

    /// How the result is returned.
    public enum ResponseForm {
        /// As JSON.
        JSON,
        /// As one text with the JSON, and beside it as JSON (`parsed_body`), for diagrams that were written for such results.
        QUOTED
    }

    /// How a body becomes parameters.
    public enum BodyForm {
        /// Each property is a parameter.
        FLAT,
        /// The parameter `body` is the body.
        WHOLE
    }
}
