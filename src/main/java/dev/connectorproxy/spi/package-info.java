/// All that an author of a connector sees: what a command is, how it is called, how it reaches the outside world and how
/// it fails. Depends on `java.*` and `jakarta.json` alone.
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
///         var answer = egress.send(request, call);
///         if (answer.status() == 404) {
///             throw new ConnectorException("UnknownCity", 404, "the weather service knows no such city");
///         }
///         var text = JsonText.of(answer.body(), 100).orElseThrow(() ->
///                 new ConnectorException(ErrorCode.CONNECTION_ERROR, "the weather service does not answer in JSON"));
///         return CommandResult.Done.of(text.value());
///     }
/// }
/// ```
///
/// What a call walks through: the proxy checks the arguments against [dev.connectorproxy.spi.CommandSpec] and refuses what
/// does not fit; [dev.connectorproxy.spi.Command#execute] runs on a thread of its own, in plain blocking code, until the
/// deadline of its [dev.connectorproxy.spi.Call] interrupts it; the [dev.connectorproxy.spi.CommandResult], or the
/// [dev.connectorproxy.spi.ConnectorException] with its code, becomes SpiffArena's envelope.
///
/// A connector goes out through [dev.connectorproxy.spi.Egress] alone, which checks every target, keeps the deadline and writes
/// the log line. It logs through [System.Logger]: from `INFO` on, lines reach the proxy's log. No secret enters a message,
/// a log line or `toString`.
///
/// In the plugin directory, each jar (or directory of jars) has a class loader of its own, which is the context class loader
/// of its threads: it sees the JDK, this package and `jakarta.json`, and for all else the libraries that lie beside it.
/// Whatever a plugin does hurts its own calls alone, except for what no JVM can fence off: it runs in the proxy's process, with
/// its rights and in its heap.
package dev.connectorproxy.spi;
