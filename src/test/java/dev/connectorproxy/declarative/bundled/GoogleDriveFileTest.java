package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Checked against Google's discovery document of Drive API v3, as googleapis/google-api-python-client has it, and its guides to
/// uploads and errors; the base64 of the media part is that of Google's sample for `files.insert`.
class GoogleDriveFileTest {
    private final VendorApi vendor = new VendorApi("https://www.googleapis.com");
    private final BundledFile drive = BundledFile.of("google_drive", vendor);

    GoogleDriveFileTest() {
        vendor.on("POST", "/drive/v3/files")
                .query("supportsAllDrives", "true")
                .query("fields", "[A-Za-z,]+")
                .json(
                        """
                        {"type": "object", "properties": {"name": {"type": "string"}, "mimeType": {"type": "string"}, "parents": {"type": "array", "items": {"type": "string"}}}, "additionalProperties": false}\
                        """);
        vendor.on("PATCH", "/drive/v3/files/{f}")
                .query("supportsAllDrives", "true")
                .query("fields", "[A-Za-z,]+")
                .query("addParents", ".+")
                .query("removeParents", ".+")
                .json(
                        """
                        {"type": "object", "properties": {"name": {"type": "string"}, "description": {"type": "string"}, "trashed": {"type": "boolean"}}, "additionalProperties": false}\
                        """);
        vendor.on("POST", "/drive/v3/files/{f}/permissions")
                .query("supportsAllDrives", "true")
                .query("sendNotificationEmail", "true|false")
                .query("emailMessage", ".+")
                .json(
                        """
                        {"type": "object", "required": ["role", "type"], "properties": {"role": {"enum": ["owner", "organizer", "fileOrganizer", "writer", "commenter", "reader"]}, "type": {"enum": ["user", "group", "domain", "anyone"]}, "emailAddress": {"type": "string"}, "domain": {"type": "string"}}, "additionalProperties": false, "if": {"properties": {"type": {"enum": ["user", "group"]}}}, "then": {"required": ["emailAddress"]}}\
                        """);
        vendor.on("GET", "/drive/v3/files/{f}/export").requiredQuery("mimeType", ".+/.+");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CreateFolder | {"name":"N","folder":"p1"} | POST /drive/v3/files?supportsAllDrives=true&fields=id%2Cname%2CwebViewLink {"name":"N","mimeType":"application/vnd.google-apps.folder","parents":["p1"]}
                    UpdateFile   | {"file":"f1","name":"N","add_folder":"p2","remove_folder":"p1"} | PATCH /drive/v3/files/f1?addParents=p2&removeParents=p1&supportsAllDrives=true&fields=id%2Cname%2Cparents%2Ctrashed%2CwebViewLink {"name":"N"}
                    UpdateFile   | {"file":"f1","trashed":true} | PATCH /drive/v3/files/f1?supportsAllDrives=true&fields=id%2Cname%2Cparents%2Ctrashed%2CwebViewLink {"trashed":true}
                    ShareFile    | {"file":"f1","role":"reader","email":"a@x.y","notify":false} | POST /drive/v3/files/f1/permissions?sendNotificationEmail=false&supportsAllDrives=true {"role":"reader","type":"user","emailAddress":"a@x.y"}
                    ShareFile    | {"file":"f1","role":"writer","type":"domain","domain":"x.y"} | POST /drive/v3/files/f1/permissions?supportsAllDrives=true {"role":"writer","type":"domain","domain":"x.y"}
                    ExportFile   | {"file":"f1","format":"application/pdf"} | GET /drive/v3/files/f1/export?mimeType=application%2Fpdf
                    """)
    void googleAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(drive.sent(command, arguments), is(sent));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    data:application/pdf;name=x.pdf;base64,aGVsbG8= | application/pdf|aGVsbG8=
                    --hällo\\r\\n--part_of_the_upload | text/plain; charset=UTF-8|LS1ow6RsbG8NCi0tcGFydF9vZl90aGVfdXBsb2Fk
                    """)
    void anUploadHasItsMetadataAndThenTheFile(String file, String type, String content) {
        vendor.on("POST", "/upload/drive/v3/files")
                .requiredQuery("uploadType", "multipart")
                .query("supportsAllDrives", "true")
                .query("fields", "[A-Za-z,]+")
                .multipart(
                        "related",
                        """
                        {"required": ["0", "1"], "properties": {"0": {"pattern": "^application/json; charset=UTF-8"}, "1": {}}, "additionalProperties": false}\
                        """);

        drive.sent(
                "UploadFile",
                "{\"file\":\"%s\",\"name\":\"a \\\"b\\\".pdf\",\"folder\":\"p1\"}".formatted(file));

        var parts = vendor.last().parts("related").orElseThrow();
        assertThat(
                parts.getString("0"),
                is(
                        "application/json; charset=UTF-8|{\"name\":\"a \\\"b\\\".pdf\",\"parents\":[\"p1\"]}"));
        assertThat(parts.getString("1"), is(type + "|" + content));
        assertThat(
                vendor.last().text(), containsString("\r\nContent-Transfer-Encoding: base64\r\n"));
    }

    @Test
    void aDownloadIsTheFileItself() {
        vendor.on("GET", "/drive/v3/files/{f}")
                .requiredQuery("alt", "media")
                .query("supportsAllDrives", "true")
                .responds(
                        new HttpResponse(
                                200,
                                List.of(new Header("Content-Type", "application/pdf")),
                                VendorApi.utf8("hello")));

        assertThat(
                BundledFile.text(drive.run("DownloadFile", "{\"file\":\"f1\"}")),
                containsString("data:application/pdf;name=f1;base64,aGVsbG8="));
    }

    @Test
    void allPagesAreOneList() {
        vendor.on("GET", "/drive/v3/files")
                .requiredQuery("pageSize", "100")
                .query("fields", "nextPageToken,files\\([A-Za-z,]+\\)")
                .query("supportsAllDrives", "true")
                .query("includeItemsFromAllDrives", "true")
                .query("q", ".+")
                .query("pageToken", "t")
                .responds(200, "{\"files\":[{\"id\":\"1\"}],\"nextPageToken\":\"t\"}")
                .responds(200, "{\"files\":[{\"id\":\"2\"}]}");

        var done = drive.run("ListFiles", "{\"query\":\"'p1' in parents\"}");

        assertThat(BundledFile.text(done), is("[{\"id\":\"1\"},{\"id\":\"2\"}]"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ShareFile  | {"file":"f1","role":"reader"} | email is missing
                    ShareFile  | {"file":"f1","role":"reader","type":"domain"} | domain is missing
                    ShareFile  | {"file":"f1","role":"reader","type":"anyone","notify":true} | email, notify and message are for users and groups
                    ShareFile  | {"file":"f1","role":"admin","email":"a@x.y"} | role
                    UploadFile | {"file":"data:a/b\\r\\nX: y;base64,aGk=","name":"n"} | file must be a file with its type
                    """)
    void whatGoogleWouldRefuseIsNotSent(String command, String arguments, String message) {
        assertThat(drive.refusal(command, arguments), containsString(message));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"error":{"errors":[{"reason":"authError"}],"code":401,"message":"Invalid Credentials"}} | GoogleAuthError 401 Invalid Credentials
                    403 | {"error":{"errors":[{"reason":"rateLimitExceeded"}],"code":403,"message":"Rate Limit Exceeded"}} | GoogleRateLimited 429 Rate Limit Exceeded
                    403 | {"error":{"errors":[{"reason":"insufficientFilePermissions"}],"code":403,"message":"The user does not have sufficient permissions for file f1."}} | GoogleAuthError 403 The user does not have sufficient permissions for file f1.
                    404 | {"error":{"errors":[{"reason":"notFound"}],"code":404,"message":"File not found: f1."}} | GoogleNotFoundError 404 File not found: f1.
                    """)
    void failuresHaveTheReasonOfGoogle(int status, String body, String failure) {
        vendor.on("GET", "/drive/v3/files/{f}")
                .query("fields", ".+")
                .query("supportsAllDrives", "true")
                .responds(status, body);

        assertThat(drive.failure("GetFile", "{\"file\":\"f1\"}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(drive.connectionTypes(), contains("oauth2-authorization-code", "bearer"));
    }
}
