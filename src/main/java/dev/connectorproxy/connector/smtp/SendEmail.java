package dev.connectorproxy.connector.smtp;

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
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.JsonText;
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

/// `smtp/SendEmail`: sends one e-mail. It succeeds if the server accepts at least one recipient, as with SpiffArena's
/// own SMTP connector.
final class SendEmail implements Command {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final JsonValue EMPTY_BODY =
            JSON.createValue("{}"); // a string, as in SpiffArena's own connector

    private final CommandSpec spec;
    private final SmtpSettings settings;
    private final MailSender mailSender;

    SendEmail(Egress egress, SmtpSettings settings) {
        this.spec =
                new CommandSpec(
                                "SendEmail",
                                "Sends an e-mail through an SMTP server.",
                                SendEmailParameters.all(settings.reportRefused()),
                                Stream.concat(
                                                SmtpError.codes(),
                                                Stream.of(
                                                        EGRESS_BLOCKED.code(),
                                                        REQUEST_TOO_LARGE.code()))
                                        .toList())
                        .asStrict()
                        .withDetails(
                                CommandDetails.NONE.withConnections(
                                        List.of(SendEmailParameters.CREDENTIALS)));
        this.settings = settings;
        this.mailSender = new MailSender(egress, settings);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public CommandResult execute(Arguments arguments, Call call) {
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
        var message = message(headers, arguments);
        try {
            return success(
                    mailSender.send(permitted, message, call, log), reportsRefused(arguments), log);
        } catch (ConnectorException e) {
            return failure(e, log);
        }
    }

    @Override
    public String target(Arguments arguments) {
        return arguments.requiredString("smtp_host").strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public JsonValue failureBody(String message) {
        return EMPTY_BODY;
    }

    private EmailMessage message(EmailHeaders headers, Arguments arguments) {
        long size = arguments.texts().values().stream().mapToLong(JsonText::length).sum();
        var message =
                ComputePool.run(
                        size,
                        () -> EmailMessage.of(headers, EmailContent.of(arguments), Instant.now()));
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
                ? arguments.flag("report_refused")
                : settings.reportRefused();
    }

    private static CommandResult success(
            Map<String, SmtpReply> refused, boolean reported, List<String> log) {
        log.add("did send");
        var body = EMPTY_BODY;
        if (reported && !refused.isEmpty()) {
            log.add("did not send to " + RefusedRecipients.toText(refused));
            body = JSON.createValue(RefusedRecipients.toJson(refused));
        }
        return new CommandResult.Done(
                new Body.Tree(body), OptionalInt.empty(), Optional.empty(), Optional.empty(), log);
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
