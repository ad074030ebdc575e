package dev.connectorproxy.connector.smtp;

import static dev.connectorproxy.spi.Parameter.optional;
import static dev.connectorproxy.spi.Parameter.required;
import static dev.connectorproxy.spi.ParameterDetails.Visibility.ADVANCED;
import static dev.connectorproxy.spi.ParameterDetails.ofLabel;
import static dev.connectorproxy.spi.ParameterType.NUMERIC;
import static dev.connectorproxy.spi.ParameterType.STR;
import static dev.connectorproxy.spi.ParameterType.STRUCTURED;
import static dev.connectorproxy.spi.ParameterType.TEXTUAL;
import static dev.connectorproxy.spi.ParameterType.TEXT_LIST;
import static dev.connectorproxy.spi.ParameterType.TRUTHY;

import dev.connectorproxy.spi.ConnectionUse;
import dev.connectorproxy.spi.Parameter;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The parameters of `smtp/SendEmail`, which are those of SpiffArena's own SMTP connector and additional ones, and of
/// `smtp/SendHTMLEmail`, which are those of m8flow's.
final class SendEmailParameters {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// What a connection fills.
    static final ConnectionUse CREDENTIALS =
            new ConnectionUse(
                    "smtp",
                    Map.of(
                            "host", "smtp_host",
                            "port", "smtp_port",
                            "starttls", "smtp_starttls",
                            "username", "smtp_user",
                            "password", "smtp_password",
                            "access-token", "smtp_access_token"));

    private SendEmailParameters() {}

    /// @param reportRefused the default value of `report_refused`
    static List<Parameter> all(boolean reportRefused) {
        return Stream.concat(known().stream(), additional(reportRefused).stream()).toList();
    }

    /// Those of `smtp/SendHTMLEmail`.
    static List<Parameter> ofHtml() {
        return Stream.of(
                        known().stream(),
                        Stream.of(html("email_body_html")),
                        copies().stream(),
                        Stream.of(attachments("email_body_html")))
                .flatMap(parameters -> parameters)
                .toList();
    }

    private static List<Parameter> known() {
        return List.of(
                required("smtp_host", STR, "The mail server's name or address.")
                        .withDetails(
                                ofLabel("Server")
                                        .inGroup("Server")
                                        .withFormat("hostname")
                                        .withExample("mail.example.com")),
                required(
                                "smtp_port",
                                NUMERIC,
                                "Its port: 587 or 25, or 465 for TLS from the first byte.")
                        .withDetails(
                                ofLabel("Port")
                                        .inGroup("Server")
                                        .withFormat("port")
                                        .withExample(JSON.createValue(587))),
                required("email_subject", STR, "The subject, one line.")
                        .withDetails(ofLabel("Subject")),
                required("email_body", STR, "The plain text.").withDetails(ofLabel("Text")),
                required(
                                "email_to",
                                TEXT_LIST,
                                "Recipients, as a list, or with commas or semicolons between: a@example.com, Name <b@example.com>. May be missing if email_cc or email_bcc has some.")
                        .withDetails(ofLabel("To").withExample("a@example.com, b@example.com")),
                required("email_from", STR, "The sender's address.")
                        .withDetails(ofLabel("From").withExample("orders@example.com")),
                optional("smtp_user", TEXTUAL, "User for the login; needs smtp_password.")
                        .withDetails(ofLabel("User").inGroup("Login")),
                optional("smtp_password", TEXTUAL, "Password for the login; needs smtp_user.")
                        .withDetails(ofLabel("Password").inGroup("Login").asSecret()),
                optional(
                                "smtp_starttls",
                                TRUTHY,
                                "Whether the connection goes over to TLS before anything else; a server without STARTTLS is then an error.")
                        .withDefault(JsonValue.FALSE)
                        .withDetails(ofLabel("STARTTLS").inGroup("Server")));
    }

    private static List<Parameter> additional(boolean reportRefused) {
        return Stream.of(
                        Stream.of(accessToken()),
                        copies().stream(),
                        Stream.of(
                                html("email_html_body"),
                                attachments("email_html_body"),
                                refused(reportRefused)))
                .flatMap(parameters -> parameters)
                .toList();
    }

    private static Parameter accessToken() {
        return optional(
                        "smtp_access_token",
                        STR,
                        "OAuth 2 access token for the login with XOAUTH2 in place of smtp_password; needs smtp_user.")
                .withDetails(ofLabel("Access token").inGroup("Login").asSecret().as(ADVANCED));
    }

    private static List<Parameter> copies() {
        return List.of(
                optional("email_cc", TEXT_LIST, "Recipients who are shown as copied to.")
                        .withDetails(ofLabel("Cc").inGroup("Copies and files").as(ADVANCED)),
                optional("email_bcc", TEXT_LIST, "Recipients whom nobody else sees.")
                        .withDetails(ofLabel("Bcc").inGroup("Copies and files").as(ADVANCED)),
                optional("email_reply_to", TEXT_LIST, "Where answers should go.")
                        .withDetails(ofLabel("Reply to").inGroup("Copies and files").as(ADVANCED)));
    }

    private static Parameter html(String id) {
        return optional(
                        id,
                        STR,
                        "The same as HTML, for readers that show it in place of the plain text.")
                .withDetails(ofLabel("HTML"));
    }

    private static Parameter attachments(String html) {
        return optional(
                        "attachments",
                        STRUCTURED,
                        "A list of data URLs, as of SpiffArena's forms, or of {filename, content_type, content_base64}; content_type may be left out. In place of content_base64, path may name a file below connectors.smtp.attachments-directory. With content_id, %s shows the file where it says cid:<content_id>."
                                .formatted(html))
                .withDetails(ofLabel("Attachments").inGroup("Copies and files"));
    }

    private static Parameter refused(boolean reportRefused) {
        return optional(
                        "report_refused",
                        TRUTHY,
                        "Whether recipients whom the server refused while it took others are named in the answer and in spiff__logs.")
                .withDefault(reportRefused ? JsonValue.TRUE : JsonValue.FALSE)
                .withDetails(ofLabel("Report refused recipients").as(ADVANCED));
    }
}
