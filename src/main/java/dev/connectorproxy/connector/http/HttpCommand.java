package dev.connectorproxy.connector.http;

import static dev.connectorproxy.spi.ErrorCode.CHUNKED_ENCODING_ERROR;
import static dev.connectorproxy.spi.ErrorCode.CONNECTION_ERROR;
import static dev.connectorproxy.spi.ErrorCode.CONNECT_TIMEOUT;
import static dev.connectorproxy.spi.ErrorCode.READ_TIMEOUT;
import static dev.connectorproxy.spi.ErrorCode.SSL_ERROR;

import dev.connectorproxy.connector.http.python.FormEncoding;
import dev.connectorproxy.connector.http.shared.HttpContext;
import dev.connectorproxy.connector.http.shared.HttpErrorCodes;
import dev.connectorproxy.connector.http.shared.HttpParameters;
import dev.connectorproxy.connector.http.shared.HttpRequestBody;
import dev.connectorproxy.connector.http.shared.HttpResult;
import dev.connectorproxy.connector.http.shared.HttpSettings.Method;
import dev.connectorproxy.connector.http.shared.ResponseOptions;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Set;

/// Base class of the six commands: sends one request made of the arguments, and converts the response to a result as
/// async-http does. Redirects are returned, not followed.
abstract class HttpCommand implements Command {
    private static final JsonProvider JSON = JsonProvider.provider(); // looked up once

    private static final Set<ErrorCode> CONNECTION_ERRORS =
            Set.of(
                    CONNECT_TIMEOUT,
                    READ_TIMEOUT,
                    CONNECTION_ERROR,
                    CHUNKED_ENCODING_ERROR,
                    SSL_ERROR);

    private final Method method;
    private final CommandSpec spec;
    private final HttpContext context;

    HttpCommand(String name, Method method, String description, HttpContext context) {
        this.method = method;
        this.spec =
                new CommandSpec(name, description, HttpParameters.of(method), HttpErrorCodes.ALL);
        this.context = context;
    }

    @Override
    public final CommandSpec spec() {
        return spec;
    }

    @Override
    public final CommandResult execute(Arguments arguments, Call call) {
        var request = request(arguments);
        try {
            var response = context.egress().send(request, call);
            return HttpResult.of(response, ResponseOptions.of(arguments, context.settings()));
        } catch (ConnectorException e) {
            throw context.settings().asyncHttpErrorCodes()
                            && CONNECTION_ERRORS.stream().anyMatch(e::is)
                    ? new ConnectorException(
                            ErrorCode.INTERNAL_ERROR.code(), e.httpStatus(), e.getMessage(), e)
                    : e;
        }
    }

    @Override
    public final boolean repeatable(Arguments arguments) {
        return method.isRepeatable();
    }

    @Override
    public final String target(Arguments arguments) {
        return HttpParameters.target(arguments);
    }

    @Override
    public final JsonValue failureBody(String message) {
        return JSON.createObjectBuilder().add("raw_response", message).build();
    }

    private HttpRequest request(Arguments arguments) {
        var url = RequestUrl.parse(arguments.requiredString("url"));
        var body = HttpRequestBody.of(arguments);
        var query = arguments.value("params").map(FormEncoding::encodeParams);
        return new HttpRequest(
                method.name(),
                url.toText(query),
                RequestHeaders.of(arguments, url.basicAuth(), body.contentType()),
                body.bytes(),
                HttpRequest.Redirects.RETURN,
                context.settings().retries(method));
    }
}
