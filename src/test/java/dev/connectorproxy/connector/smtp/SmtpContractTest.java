package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.contract.CommandContract;
import dev.connectorproxy.spi.ConnectorProvider;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class SmtpContractTest extends CommandContract {
    private final MailServer server = new MailServer(MailServer.ReplyScript.ACCEPTING);

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Override
    protected ConnectorProvider provider() {
        return new SmtpConnector();
    }

    @Override
    protected Map<String, String> samples() {
        var arguments =
                """
                {"smtp_host": "localhost", "smtp_port": %d, "email_subject": "Hello", "email_body": "A line",
                 "email_to": "to@example.com", "email_from": "from@example.com"}
                """
                        .formatted(server.port());
        return Map.of("SendEmail", arguments, "SendHTMLEmail", arguments);
    }
}
