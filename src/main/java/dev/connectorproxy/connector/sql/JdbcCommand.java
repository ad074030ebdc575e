package dev.connectorproxy.connector.sql;

import dev.connectorproxy.connector.sql.session.SqlRunner;
import dev.connectorproxy.connector.sql.target.DatabaseTarget;
import dev.connectorproxy.connector.sql.target.JdbcUrl;
import dev.connectorproxy.database.statement.StatementFactory;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.TreeSize;
import jakarta.json.JsonValue;

/// One of the commands: makes one statement of the arguments, in the SQL of the database that the URL names, and runs it in one
/// transaction.
final class JdbcCommand implements Command {
    private final CommandSpec spec;
    private final CommandKind kind;
    private final SqlRunner runner;

    JdbcCommand(CommandSpec spec, CommandKind kind, SqlRunner runner) {
        this.spec = spec;
        this.kind = kind;
        this.runner = runner;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public CommandResult execute(Arguments arguments, Call call) {
        TreeSize.reserveTwice(arguments, call);
        arguments.requireEncodable();
        var target = target(arguments, true);
        var factory = new StatementFactory(target.kind().dialect(), CommandKind.SELECT.command());
        var statement = kind.statement(factory, arguments);
        return runner.run(target, statement, kind == CommandKind.ANY, call);
    }

    @Override
    public boolean testConnection(Arguments arguments, Call call) {
        runner.login(target(arguments, true), call);
        return true;
    }

    @Override
    public boolean repeatable(Arguments arguments) {
        return kind == CommandKind.SELECT;
    }

    /// The server, or the text of a URL that is a reference to a secret.
    @Override
    public String target(Arguments arguments) {
        try {
            return target(arguments, false).server();
        } catch (ConnectorException _) {
            return arguments.string("url").orElse("");
        }
    }

    @Override
    public JsonValue failureBody(String message) {
        return JsonValue.NULL;
    }

    private DatabaseTarget target(Arguments arguments, boolean withPassword) {
        return JdbcUrl.parse(
                arguments.requiredString("url"),
                new DatabaseTarget.Login(
                        arguments.string("user").orElse(""),
                        withPassword ? arguments.string("password").orElse("") : ""),
                runner.settings().drivers());
    }
}
