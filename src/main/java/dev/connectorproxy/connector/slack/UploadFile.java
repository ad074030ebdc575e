package dev.connectorproxy.connector.slack;

import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import dev.connectorproxy.toolkit.HttpOrigin;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// `slack/UploadFile`: uploads a file and shares it in a channel, with m8flow's parameters. Slack's method
/// `files.getUploadURLExternal` gives a URL on another host, which gets the content without the token, and
/// `files.completeUploadExternal` shares the file. Before that, nobody sees it, so that a repetition does no harm.
final class UploadFile implements Command {
    static final String UPLOAD_FAILED = "SlackUploadFailed";

    private static final SlackErrorCodes CODES = SlackErrorCodes.PRECISE;
    private static final JsonProvider JSON = JsonProvider.provider();

    private static final CommandSpec SPEC =
            new CommandSpec(
                            "UploadFile",
                            "Uploads a file to a Slack channel.",
                            parameters(),
                            CODES.with(
                                    SlackFile.NOT_FOUND,
                                    SlackFile.INVALID_BASE64,
                                    SlackFile.MISSING,
                                    UPLOAD_FAILED,
                                    ErrorCode.CONNECTOR_NOT_CONFIGURED.code(),
                                    ErrorCode.INVALID_URL.code()))
                    .asStrict();

    private final SlackApi slack;
    private final CommandSpec spec;
    private final SlackSettings settings;

    UploadFile(SlackApi slack, SlackSettings settings) {
        this.slack = slack;
        this.spec = slack.withConnections(SPEC);
        this.settings = settings;
    }

    private static List<Parameter> parameters() {
        return List.of(
                MessageText.TOKEN,
                Parameter.required(
                                "channel",
                                ParameterType.STR,
                                "The channel's id, such as C012AB3CD; Slack takes no name here.")
                        .withDetails(ofLabel("Channel").withExample("C012AB3CD")),
                Parameter.optional(
                                "filename",
                                ParameterType.STR,
                                "The name to show; that of the data URL or of filepath if it is left out.")
                        .withDetails(ofLabel("File name").withExample("report.pdf")),
                Parameter.optional(
                                "initial_comment",
                                ParameterType.STR,
                                "A text to post with the file.")
                        .withDetails(ofLabel("Message")),
                Parameter.optional(
                                "filepath",
                                ParameterType.STR,
                                "The path of a file below connectors.slack.attachments-directory, in place of content_base64.")
                        .withDetails(ofLabel("Path")),
                Parameter.optional(
                                "content_base64",
                                ParameterType.STR,
                                "The content in base64, or a data URL, as of SpiffArena's forms.")
                        .withDetails(ofLabel("Content").withFormat("binary")));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public CommandResult execute(Arguments arguments, Call call) {
        arguments.requireEncodable();
        var token = SlackApi.checkToken(arguments.requiredString("token"));
        requireId(arguments.requiredString("channel"));
        var file = SlackFile.of(arguments, settings, call);
        var begun =
                slack.post(
                        "files.getUploadURLExternal",
                        Map.of(
                                "filename",
                                file.name(),
                                "length",
                                String.valueOf(file.content().length)),
                        token,
                        call);
        if (!begun.isOk()) {
            return begun.failure(token, CODES);
        }
        var uploaded = slack.upload(uploadUrl(begun), file.content(), call);
        if (uploaded.status() != 200) {
            return refused(uploaded);
        }
        var done =
                slack.post(
                        "files.completeUploadExternal",
                        completion(arguments, file, begun.text("file_id")),
                        token,
                        call);
        return done.isOk() ? success(done, file) : done.failure(token, CODES);
    }

    @Override
    public JsonValue failureBody(String message) {
        return SlackResponse.EMPTY_BODY;
    }

    /// Slack itself refuses a name, but only after the upload.
    private static void requireId(String channel) {
        if (!channel.matches("[A-Z][A-Z0-9]*")) {
            throw SlackApi.invalid("channel", "must be the id of a channel, such as C012AB3CD");
        }
    }

    /// @throws ConnectorException Slack gave none, or one without TLS although it was reached by TLS
    private String uploadUrl(SlackResponse begun) {
        var url = begun.text("upload_url");
        var origin = HttpOrigin.ofUrl(url);
        boolean encrypted = origin.filter(given -> given.scheme().equals("https")).isPresent();
        if (origin.isEmpty() || !encrypted && slack.baseUrl().startsWith("https:")) {
            throw new ConnectorException(
                    UPLOAD_FAILED, 502, "Slack's response has no https URL for the upload");
        }
        return url;
    }

    private static Map<String, String> completion(
            Arguments arguments, SlackFile file, String fileId) {
        var form = new LinkedHashMap<String, String>();
        form.put(
                "files",
                JSON.createArrayBuilder()
                        .add(JSON.createObjectBuilder().add("id", fileId).add("title", file.name()))
                        .build()
                        .toString());
        form.put("channel_id", arguments.requiredString("channel"));
        arguments
                .string("initial_comment")
                .filter(comment -> !comment.isBlank())
                .ifPresent(comment -> form.put("initial_comment", comment));
        return form;
    }

    private static CommandResult refused(HttpResponse uploaded) {
        int status = uploaded.status();
        return SlackResponse.failure(
                UPLOAD_FAILED,
                status < 300 ? 502 : status,
                "the upload ended with HTTP status %d%s"
                        .formatted(status, SlackResponse.retryAfterHint(uploaded)));
    }

    private static CommandResult success(SlackResponse done, SlackFile file) {
        return new CommandResult.Done(
                done.body(),
                OptionalInt.of(200),
                Optional.empty(),
                Optional.empty(),
                List.of("uploaded a file of %d bytes".formatted(file.content().length)));
    }
}
