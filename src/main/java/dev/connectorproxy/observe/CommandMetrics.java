package dev.connectorproxy.observe;

import dev.connectorproxy.spi.ErrorCode;
import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/// Counters and timers of calls. Every label has a closed set of values, whatever callers send: commands are those of
/// the catalogue, `other` for commands of other proxies above a limit, or `unknown`; error codes are those of
/// [Outcomes], and those that commands of this proxy declare, up to a limit. There is one registry per process, so a second instance adds to the same counters. Thread-safe.
public final class CommandMetrics {
    private static final String UNKNOWN = "unknown";
    private static final String OTHER = "other";

    /// Other proxies choose their ids, and may change them: so many ids get meters of their own.
    private static final int MAX_REMOTE_COMMANDS = 500;

    /// Connector files may change the codes that they declare: so many of them get a label.
    private static final int MAX_DECLARED_CODES = 500;

    private static final int MAX_CODE_LENGTH = 100;

    /// The label `reason` of calls that are refused before their command starts.
    private static final Map<ErrorCode, String> REFUSAL_REASONS =
            Map.of(
                    ErrorCode.PROXY_OVERLOADED, "overloaded",
                    ErrorCode.REQUEST_TOO_LARGE, "too_large",
                    ErrorCode.REQUEST_TIMEOUT, "too_slow",
                    ErrorCode.INVALID_REQUEST, "malformed",
                    ErrorCode.COMMAND_NOT_ALLOWED, "not_allowed",
                    ErrorCode.COMMAND_NOT_FOUND, "unknown_command");

    private final LogWriter log;
    private final Map<String, CommandMeters> commands = new ConcurrentHashMap<>();
    private final Set<String> declaredCodes = ConcurrentHashMap.newKeySet(); // with a label
    private final CommandMeters unknown = new CommandMeters(UNKNOWN);
    private final Predicate<String> remote;
    private final Map<String, CommandMeters> remoteCommands = new ConcurrentHashMap<>();
    private final Map<String, Counter> refusals = new HashMap<>(); // not changed after construction
    private final Counter unauthorized =
            Meters.counter("unauthorized", "Requests without a valid API key");
    private final LongAdder inFlight = new LongAdder();
    private final TenantMetrics tenants = new TenantMetrics();

    /// @param codes the error codes that each command of the catalogue declares, by its id `connector/command`
    /// @param remote whether that id is a command of another proxy at present; its meters are created at its first
    ///     call
    /// @param log whose dropped lines are counted
    public CommandMetrics(
            Map<String, List<String>> codes, Predicate<String> remote, LogWriter log) {
        this.log = log;
        this.remote = remote;
        addCommands(codes);
        REFUSAL_REASONS.forEach((code, reason) -> refusals.put(code.code(), refusals(reason)));
        Meters.gauge("commands_in_flight", "Commands running now", inFlight::sum);
        Meters.count(
                "log_lines_dropped",
                "Log lines lost to a full queue",
                this.log,
                LogWriter::dropped);
    }

    /// Adds commands that the catalogue has from now on, or declares other codes for.
    ///
    /// @param codes as for the constructor
    public void addCommands(Map<String, List<String>> codes) {
        codes.forEach((id, declared) ->
                commands.computeIfAbsent(id, CommandMeters::new).declared = Set.copyOf(declared));
    }

    public void began() {
        inFlight.increment();
    }

    /// A command reported to [#began()] has ended.
    ///
    /// @param command its id as called, known or not
    /// @param errorCode the `error_code` of the response, empty for none
    public void ended(String command, String errorCode, long nanos) {
        inFlight.decrement();
        var local = commands.get(command);
        (local == null ? remote(command) : local).ended(errorCode, nanos);
    }

    /// A call reported to [#began()] was accepted with 202: its command is counted when it ends.
    ///
    /// @param command its id, known or not
    public void accepted(String command) {
        inFlight.decrement();
        var local = commands.get(command);
        (local == null ? remote(command) : local).accepted();
    }

    private CommandMeters remote(String command) {
        var known = remoteCommands.get(command);
        if (known != null || !remote.test(command)) {
            return known == null ? unknown : known;
        }
        var label = remoteCommands.size() < MAX_REMOTE_COMMANDS ? command : OTHER;
        return remoteCommands.computeIfAbsent(label, CommandMeters::new);
    }

    /// The label of a code that a command declares.
    private String declared(String code) {
        boolean labelled =
                declaredCodes.contains(code)
                        || code.length() <= MAX_CODE_LENGTH
                                && declaredCodes.size() < MAX_DECLARED_CODES
                                && declaredCodes.add(code);
        return labelled ? code : Outcomes.OTHER;
    }

    private static Counter refusals(String reason) {
        var help = "Calls turned away before their command began, by reason";
        return Meters.counter("refused", help, Tag.create("reason", reason));
    }

    /// Counts a call for its tenant, if its engine names one.
    public void countTenant(String tenant, String errorCode) {
        tenants.ended(tenant, errorCode);
    }

    /// Counts a refused call, if this `error_code` is that of a refusal.
    public void countRefusal(String errorCode) {
        Optional.ofNullable(refusals.get(errorCode)).ifPresent(Counter::increment);
    }

    /// A request came without a valid key.
    public void unauthorized() {
        unauthorized.increment();
    }

    long inFlight() {
        return inFlight.sum();
    }

    /// The meters of one command. Those of failures are created when they first occur.
    private final class CommandMeters {
        private static final String ACCEPTED = "accepted";

        private final String command;
        private final Timer durations;
        private volatile Set<String> declared = Set.of();

        /// By error code, and [#ACCEPTED].
        private final Map<String, Counter> counters = new ConcurrentHashMap<>();

        CommandMeters(String command) {
            this.command = command;
            this.durations =
                    Meters.timer(
                            "command_duration",
                            "Commands from begin to answer",
                            Tag.create("command", command));
            counters.put(Outcomes.NONE, counter(Outcomes.NONE, Outcomes.SUCCESS));
        }

        void ended(String errorCode, long nanos) {
            counters.computeIfAbsent(
                            label(errorCode), code -> counter(code, Outcomes.of(errorCode)))
                    .increment();
            durations.record(nanos, TimeUnit.NANOSECONDS);
        }

        private String label(String errorCode) {
            var shared = Outcomes.code(errorCode);
            return shared.equals(Outcomes.OTHER) && declared.contains(errorCode)
                    ? declared(errorCode)
                    : shared;
        }

        void accepted() {
            counters.computeIfAbsent(
                            ACCEPTED,
                            name ->
                                    Meters.counter(
                                            name,
                                            "Calls accepted with 202; their commands are counted when they end",
                                            Tag.create("command", command)))
                    .increment();
        }

        private Counter counter(String code, String outcome) {
            return Meters.counter(
                    "commands",
                    "Commands run, by outcome and error code",
                    Tag.create("command", command),
                    Tag.create("outcome", outcome),
                    Tag.create("error_code", code));
        }
    }
}
