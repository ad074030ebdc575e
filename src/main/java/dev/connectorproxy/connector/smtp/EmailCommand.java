package dev.connectorproxy.connector.smtp;

import static dev.connectorproxy.spi.ErrorCode.CONNECTOR_NOT_CONFIGURED;
import static dev.connectorproxy.spi.ErrorCode.EGRESS_BLOCKED;
import static dev.connectorproxy.spi.ErrorCode.REQUEST_TOO_LARGE;

import dev.connectorproxy.connector.smtp.MailSender.PermittedServer;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandDetails;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.CommandError;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ComputePool;
import dev.connectorproxy.spi.ConnectorException;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Sends one e-mail. It succeeds if the server accepts at least one recipient, as with SpiffArena's own SMTP connector.
abstract class EmailCommand implements Command {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final JsonValue EMPTY_BODY =
            JSON.createValue("{}"); // a string, as in SpiffArena's own connector

    /// What distinguishes a command.
    ///
    /// @param htmlParameter the parameter with the HTML version
    /// @param typesByName whether a file without a type gets that of its name
    /// @param status the `http_status` of a success
    record Variant(String htmlParameter, boolean typesByName, OptionalInt status) {}

    private final CommandSpec spec;
    private final Variant variant;
    private final SmtpSettings settings;
    private final MailSender mailSender;

    EmailCommand(CommandSpec spec, Variant variant, MailSender sender, SmtpSettings settings) {
        this.spec =
                spec.asStrict()
                        .withDetails(
                                CommandDetails.NONE.withConnections(
                                        List.of(SendEmailParameters.CREDENTIALS)));
        this.variant = variant;
        this.settings = settings;
        this.mailSender = sender;
    }

    /// The errors of every command that sends an e-mail.
    static List<String> errors() {
        return Stream.concat(
                        SmtpError.codes(),
                        Stream.of(
                                AttachmentFiles.NOT_FOUND,
                                CONNECTOR_NOT_CONFIGURED.code(),
                                EGRESS_BLOCKED.code(),
                                REQUEST_TOO_LARGE.code()))
                .toList();
    }

    @Override
    public final CommandSpec spec() {
        return spec;
    }

    @Override
    public final CommandResult execute(Arguments arguments, Call call) {
        var server = SmtpServer.of(arguments);
        var headers = EmailHeaders.of(arguments);
        var log = new ArrayList<String>();
        log.add("will send");
        PermittedServer permitted;
        try {
            permitted =
                    mailSender.permit(server, call); // before anything large is decoded or built
        } catch (ConnectorException e) {
            return failure(e, log);
        }
        var message = message(headers, arguments, AttachmentFiles.read(arguments, settings, call));
        try {
            return success(
                    mailSender.send(permitted, message, call, log), reportsRefused(arguments), log);
        } catch (ConnectorException e) {
            return failure(e, log);
        }
    }

    @Override
    public final boolean testConnection(Arguments arguments, Call call) {
        mailSender.logIn(mailSender.permit(SmtpServer.of(arguments), call), call);
        return true;
    }

    @Override
    public final String target(Arguments arguments) {
        return arguments.requiredString("smtp_host").strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public final JsonValue failureBody(String message) {
        return EMPTY_BODY;
    }

    private EmailMessage message(EmailHeaders headers, Arguments arguments, AttachmentFiles files) {
        long size = arguments.size() + files.size();
        var message =
                ComputePool.run(
                        size,
                        () ->
                                EmailMessage.of(
                                        headers,
                                        EmailContent.of(
                                                arguments,
                                                variant.htmlParameter(),
                                                new AttachmentParser(files, variant.typesByName())),
                                        Instant.now()));
        if (message.size() > settings.maxMessageBytes()) {
            throw new ConnectorException(
                    REQUEST_TOO_LARGE,
                    "the e-mail has %d bytes, more than connectors.smtp.message-bytes allows"
                            .formatted(message.size()));
        }
        return message;
    }

    private boolean reportsRefused(Arguments arguments) {
        return arguments.text("report_refused").isPresent()
                ? MailText.flag(arguments, "report_refused")
                : settings.reportRefused();
    }

    private CommandResult success(
            Map<String, SmtpReply> refused, boolean reported, List<String> log) {
        log.add("did send");
        var body = EMPTY_BODY;
        if (reported && !refused.isEmpty()) {
            log.add("did not send to " + RefusedRecipients.toText(refused));
            body = JSON.createValue(RefusedRecipients.toJson(refused));
        }
        return new CommandResult.Done(
                new Body.Tree(body), variant.status(), Optional.empty(), Optional.empty(), log);
    }

    /// Creates the failure here instead of throwing it, since the result carries the log.
    private static CommandResult failure(ConnectorException failure, List<String> log) {
        log.add("did error: " + failure.getMessage());
        return new CommandResult.Done(
                new Body.Tree(EMPTY_BODY),
                OptionalInt.of(failure.httpStatus()),
                Optional.empty(),
                Optional.of(new CommandError(failure.code(), failure.getMessage())),
                log);
    }
}
