package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.shared.HttpContext;
import dev.connectorproxy.connector.http.shared.HttpErrorCodes;
import dev.connectorproxy.connector.http.shared.HttpParameters;
import dev.connectorproxy.connector.http.shared.HttpSettings.Method;
import dev.connectorproxy.connector.http.shared.ResponseOptions;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandDetails;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.Retries;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Base class of the six V2 commands, which behave like connector-http with the Python library `requests`: redirects
/// are followed, except by HEAD; parameters are appended to the URL's query; JSON is written as Python writes it; XML
/// responses are converted to JSON; errors begin at status 400.
abstract class V2Command implements Command {
    private static final JsonProvider JSON = JsonProvider.provider(); // looked up once
    private static final List<String> ERRORS =
            Stream.concat(
                            HttpErrorCodes.ALL.stream(),
                            Stream.of(
                                            ErrorCode.TOO_MANY_REDIRECTS,
                                            ErrorCode.EXPAT_ERROR,
                                            ErrorCode.INVALID_HEADER)
                                    .map(ErrorCode::code))
                    .toList();

    private final Method method;
    private final CommandSpec spec;
    private final HttpContext context;

    V2Command(String name, Method method, String description, HttpContext context) {
        this.method = method;
        this.spec =
                new CommandSpec(
                        name,
                        description,
                        V2Parameters.of(method),
                        ERRORS,
                        true,
                        CommandDetails.NONE.withConnections(V2Parameters.CONNECTIONS));
        this.context = context;
    }

    @Override
    public final CommandSpec spec() {
        return spec;
    }

    @Override
    public final CommandResult execute(Arguments arguments, Call call) {
        var url = V2Url.parse(arguments.requiredString("url"));
        var credentials = V2Authorization.of(arguments);
        var request = request(arguments, url, credentials.or(url::basicAuth));
        var plan = new V2RetryExecutor.Plan(attempts(arguments).orElse(1), timeout(arguments));
        var log =
                new V2CallLog(context.clock(), V2CallLog.maskUrl(arguments.requiredString("url")));
        log.add("Will execute");
        if (credentials.isPresent()) {
            log.add("Set auth");
        }
        var result = new V2RetryExecutor(context, plan, log).send(request, call);
        log.add("Did execute");
        return result.toResult()
                .apply(new V2Result(log, ResponseOptions.of(arguments, context.settings())));
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

    private HttpRequest request(Arguments arguments, V2Url url, Optional<String> authorization) {
        var query = arguments.value("params").map(V2Query::of).orElse("");
        var body = V2RequestBody.of(arguments, method);
        return new HttpRequest(
                method.name(),
                url.toText(query),
                V2RequestHeaders.of(arguments, authorization, body.contentType()),
                body.bytes(),
                method == Method.HEAD ? Redirects.RETURN : Redirects.FOLLOW,
                attempts(arguments).isPresent()
                        ? Retries.NONE
                        : context.settings().retries(method));
    }

    /// Anything but an integer from 1 to 10 counts as 1, as in connector-http.
    private static Optional<Integer> attempts(Arguments arguments) {
        return arguments
                .text("attempts")
                .map(value -> value.toString().strip())
                .map(text -> text.matches("[1-9]|10") ? Integer.parseInt(text) : 1);
    }

    private static Optional<Duration> timeout(Arguments arguments) {
        var seconds = arguments.integer("timeout");
        if (seconds.isEmpty()) {
            return Optional.empty();
        }
        if (seconds.getAsInt() < 1) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS, "parameter 'timeout' must be 1 second or more");
        }
        return Optional.of(Duration.ofSeconds(seconds.getAsInt()));
    }
}
