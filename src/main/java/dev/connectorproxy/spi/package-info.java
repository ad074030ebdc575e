/// The API for authors of connectors: what a command is, how it is called, how it sends requests and how it fails.
/// Depends on `java.*` and `jakarta.json` only.
///
/// A connector is a [dev.connectorproxy.spi.ConnectorProvider], named in
/// `META-INF/services/dev.connectorproxy.spi.ConnectorProvider`, and its [dev.connectorproxy.spi.Command]s:
///
/// ```java
/// public final class WeatherConnector implements ConnectorProvider {
///     public String name() {
///         return "weather";
///     }
///
///     public List<Command> commands(ConnectorContext context) {
///         return List.of(new Today(context.egress()));
///     }
/// }
///
/// record Today(Egress egress) implements Command {
///     public CommandSpec spec() {
///         var city = Parameter.required("city", ParameterType.STR, "A city, such as Trier.");
///         return new CommandSpec("Today", "Today's weather.", List.of(city), List.of("UnknownCity", "ConnectionError"));
///     }
///
///     public CommandResult execute(Arguments arguments, Call call) {
///         var city = URLEncoder.encode(arguments.requiredString("city"), StandardCharsets.UTF_8);
///         var request = new HttpRequest("GET", "https://weather.example/today?city=" + city, List.of(),
///                 Optional.empty(), HttpRequest.Redirects.RETURN, Retries.NONE);
///         var response = egress.send(request, call);
///         if (response.status() == 404) {
///             throw new ConnectorException("UnknownCity", 404, "the weather service does not know this city");
///         }
///         var text = JsonText.of(response.body(), 100).orElseThrow(() ->
///                 new ConnectorException(ErrorCode.CONNECTION_ERROR, "the weather service did not respond with JSON"));
///         return CommandResult.Done.of(text.value());
///     }
/// }
/// ```
///
/// The steps of a call: the proxy checks the arguments against [dev.connectorproxy.spi.CommandSpec] and refuses invalid
/// ones; [dev.connectorproxy.spi.Command#execute] runs on a thread of its own, in plain blocking code, until the
/// deadline of its [dev.connectorproxy.spi.Call] interrupts it; the [dev.connectorproxy.spi.CommandResult], or the
/// [dev.connectorproxy.spi.ConnectorException] with its code, becomes SpiffArena's envelope.
///
/// A connector sends requests through [dev.connectorproxy.spi.Egress] only, which checks every target, enforces the
/// deadline and writes the log line. It logs through [System.Logger]: lines of level `INFO` and above reach the proxy's
/// log. Messages, log lines and `toString` must not contain secrets.
///
/// In the plugin directory, each jar (or directory of jars) has a class loader of its own, which is the context class
/// loader of its threads: it sees the JDK, this package, `dev.connectorproxy.toolkit`, `jakarta.json` and the libraries beside
/// the jar. The failures
/// of a plugin affect its own calls only, except for what a JVM cannot isolate: it runs in the proxy's process, with
/// its permissions and in its heap.
///
/// # Compatibility
///
/// Before version 0.1.0, this package, `spi.payment` and `toolkit` may change with every commit. From 0.1.0 on, a plugin
/// that was compiled against a version runs with every later one of the same major version:
///
/// - Types, methods and constants may be added; to an interface that authors implement, as a `default` method only; to
///   a record, with a constructor of the old parameters; to an enum, at any place, so a `switch` over one needs a
///   `default`.
/// - Nothing public is removed or renamed, gets other parameters, or throws what it did not. What is to go is marked
///   `@Deprecated(forRemoval = true)` with its replacement, works for at least one minor version, stands in the
///   changelog, and goes with the next major version.
/// - The names of error codes and their statuses stay, since diagrams catch them.
/// - Messages, `toString` and whatever is not public may change at any time.
package dev.connectorproxy.spi;
