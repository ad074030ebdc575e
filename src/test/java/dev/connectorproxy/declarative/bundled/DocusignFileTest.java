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

/// Checked against the models of eSignature REST API v2.1 in Docusign's own client (docusign-esign-python-client, October 27, 2025),
/// which are made of its description, and its pages on limits.
class DocusignFileTest {
    private final VendorApi vendor =
            new VendorApi("https://demo.docusign.net/restapi/v2.1/accounts/acc-1");
    private final BundledFile docusign =
            BundledFile.of("docusign", vendor)
                    .connection("base_uri", "https://demo.docusign.net")
                    .connection("account", "acc-1");

    DocusignFileTest() {
        vendor.on("POST", "/envelopes")
                .json(
                        """
                        {"type": "object", "required": ["status"], "properties": {"status": {"enum": ["sent", "created"]}, "emailSubject": {"type": "string", "minLength": 1, "maxLength": 100}, "emailBlurb": {"type": "string"}, "templateId": {"type": "string"}, "templateRoles": {"type": "array", "items": {"type": "object", "required": ["roleName", "name", "email"], "properties": {"roleName": {"type": "string"}, "name": {"type": "string"}, "email": {"type": "string"}, "clientUserId": {"type": "string"}}, "additionalProperties": false}}, "documents": {"type": "array", "items": {"type": "object", "required": ["documentId", "name", "documentBase64"], "properties": {"documentId": {"pattern": "^[1-9][0-9]*$"}, "name": {"type": "string"}, "fileExtension": {"pattern": "^[a-z0-9]+$"}, "documentBase64": {"pattern": "^[A-Za-z0-9+/]+=*$"}}, "additionalProperties": false}}, "recipients": {"type": "object", "properties": {"signers": {"type": "array", "items": {"type": "object", "required": ["recipientId", "name", "email"], "properties": {"recipientId": {"type": "string"}, "routingOrder": {"type": "string"}, "name": {"type": "string"}, "email": {"type": "string"}, "clientUserId": {"type": "string"}, "tabs": {"type": "object", "properties": {"signHereTabs": {"type": "array", "items": {"type": "object", "properties": {"anchorString": {"type": "string"}, "anchorUnits": {"enum": ["pixels", "mms", "cms", "inches"]}, "anchorXOffset": {"type": "string"}, "anchorYOffset": {"type": "string"}}, "additionalProperties": false}}}, "additionalProperties": false}}, "additionalProperties": false}}, "carbonCopies": {"type": "array", "items": {"type": "object", "required": ["recipientId", "name", "email"], "properties": {"recipientId": {"type": "string"}, "routingOrder": {"type": "string"}, "name": {"type": "string"}, "email": {"type": "string"}}, "additionalProperties": false}}}, "additionalProperties": false}}, "additionalProperties": false, "anyOf": [{"required": ["templateId"]}, {"required": ["documents", "emailSubject", "recipients"]}]}\
                        """)
                .responds(201, "{\"envelopeId\":\"e1\",\"status\":\"sent\"}");
        vendor.on("PUT", "/envelopes/{e}")
                .query("resend_envelope", "true")
                .json(
                        """
                        {"type": "object", "properties": {"status": {"enum": ["voided", "sent"]}, "voidedReason": {"type": "string", "minLength": 1}}, "additionalProperties": false}\
                        """);
        vendor.on("POST", "/envelopes/{e}/views/recipient")
                .json(
                        """
                        {"type": "object", "required": ["returnUrl", "authenticationMethod", "userName", "email", "clientUserId"], "properties": {"returnUrl": {"pattern": "^https?://"}, "authenticationMethod": {"type": "string"}, "userName": {"type": "string"}, "email": {"type": "string"}, "clientUserId": {"type": "string", "maxLength": 100}}, "additionalProperties": false}\
                        """)
                .responds(201, "{\"url\":\"https://demo.docusign.net/Signing/1\"}");
        vendor.on("GET", "/envelopes/{e}/recipients");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    SendEnvelope | {"document":"data:application/pdf;name=a.pdf;base64,aGVsbG8=","document_name":"a.PDF","signers":[{"name":"Ada","email":"a@x.y"}],"subject":"S"} | POST /restapi/v2.1/accounts/acc-1/envelopes {"status":"sent","emailSubject":"S","documents":[{"documentId":"1","name":"a.PDF","fileExtension":"pdf","documentBase64":"aGVsbG8="}],"recipients":{"signers":[{"recipientId":"1","routingOrder":"1","name":"Ada","email":"a@x.y"}]}}
                    SendEnvelope | {"document":"data:application/pdf;base64,aGVsbG8=","document_name":"a.pdf","signers":[{"name":"Ada","email":"a@x.y","anchor":"Sign:"},{"name":"Bob","email":"b@x.y","client_user_id":"7"}],"subject":"S","message":"M","in_order":true,"cc":"c@x.y","draft":true} | POST /restapi/v2.1/accounts/acc-1/envelopes {"status":"created","emailSubject":"S","emailBlurb":"M","documents":[{"documentId":"1","name":"a.pdf","fileExtension":"pdf","documentBase64":"aGVsbG8="}],"recipients":{"signers":[{"recipientId":"1","routingOrder":"1","name":"Ada","email":"a@x.y","tabs":{"signHereTabs":[{"anchorString":"Sign:","anchorUnits":"pixels","anchorXOffset":"0","anchorYOffset":"0"}]}},{"recipientId":"2","routingOrder":"2","name":"Bob","email":"b@x.y","clientUserId":"7"}],"carbonCopies":[{"recipientId":"3","routingOrder":"3","name":"c@x.y","email":"c@x.y"}]}}
                    SendTemplate | {"template":"t1","roles":[{"role":"Customer","name":"Ada","email":"a@x.y"}]} | POST /restapi/v2.1/accounts/acc-1/envelopes {"status":"sent","templateId":"t1","templateRoles":[{"roleName":"Customer","name":"Ada","email":"a@x.y"}]}
                    VoidEnvelope | {"envelope":"e1","reason":"R"} | PUT /restapi/v2.1/accounts/acc-1/envelopes/e1 {"status":"voided","voidedReason":"R"}
                    ResendEnvelope | {"envelope":"e1"} | PUT /restapi/v2.1/accounts/acc-1/envelopes/e1?resend_envelope=true {}
                    CreateSigningLink | {"envelope":"e1","name":"Bob","email":"b@x.y","client_user_id":"7","return_url":"https://x"} | POST /restapi/v2.1/accounts/acc-1/envelopes/e1/views/recipient {"returnUrl":"https://x","authenticationMethod":"none","userName":"Bob","email":"b@x.y","clientUserId":"7"}
                    ListRecipients | {"envelope":"e1"} | GET /restapi/v2.1/accounts/acc-1/envelopes/e1/recipients
                    """)
    void docusignAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(docusign.sent(command, arguments), is(sent));
    }

    @Test
    void aDocumentIsReadAsAFile() {
        vendor.on("GET", "/envelopes/{e}/documents/{d}")
                .responds(
                        new HttpResponse(
                                200,
                                List.of(new Header("Content-Type", "application/pdf")),
                                VendorApi.utf8("hello")));

        assertThat(
                BundledFile.text(docusign.run("DownloadDocument", "{\"envelope\":\"e1\"}")),
                containsString("data:application/pdf;name=combined;base64,aGVsbG8="));
        assertThat(
                vendor.last().path(),
                is("/restapi/v2.1/accounts/acc-1/envelopes/e1/documents/combined"));
    }

    @Test
    void allPagesAreOneList() {
        var page = "{\"envelopeId\":\"1\"},".repeat(99) + "{\"envelopeId\":\"1\"}";
        vendor.on("GET", "/envelopes")
                .requiredQuery("from_date", ".+")
                .query("count", "100")
                .query("start_position", "100")
                .responds(200, "{\"envelopes\":[" + page + "],\"nextUri\":\"/envelopes?x\"}")
                .responds(200, "{\"envelopes\":[{\"envelopeId\":\"2\"}]}");

        var done = docusign.run("ListEnvelopes", "{\"from\":\"2026-01-01\"}");

        assertThat(BundledFile.text(done), is("[" + page + ",{\"envelopeId\":\"2\"}]"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"document":"hello","document_name":"a.pdf","signers":[{"name":"A","email":"a@x.y"}],"subject":"S"} | document must be a file
                    {"document":"data:a/b;base64,aGk=","document_name":"a","signers":[{"name":"A","email":"a@x.y"}],"subject":"S"} | document_name
                    {"document":"data:a/b;base64,aGk=","document_name":"a.pdf","signers":[{"name":"A"}],"subject":"S"} | signers
                    """)
    void whatDocusignWouldRefuseIsNotSent(String arguments, String message) {
        assertThat(docusign.refusal("SendEnvelope", arguments), containsString(message));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"errorCode":"AUTHORIZATION_INVALID_TOKEN","message":"The access token provided is expired, revoked or malformed."} | DocusignAuthError 401 AUTHORIZATION_INVALID_TOKEN: The access token provided is expired, revoked or malformed.
                    400 | {"errorCode":"HOURLY_APIINVOCATION_LIMIT_EXCEEDED","message":"The maximum number of hourly API invocations has been exceeded."} | DocusignRateLimited 429 HOURLY_APIINVOCATION_LIMIT_EXCEEDED: The maximum number of hourly API invocations has been exceeded.
                    404 | {"errorCode":"ENVELOPE_DOES_NOT_EXIST","message":"The envelope specified does not exist."} | DocusignNotFoundError 404 ENVELOPE_DOES_NOT_EXIST: The envelope specified does not exist.
                    400 | {"errorCode":"INVALID_REQUEST_PARAMETER","message":"The request contained at least one invalid parameter."} | DocusignRequestFailed 400 INVALID_REQUEST_PARAMETER: The request contained at least one invalid parameter.
                    """)
    void failuresHaveTheReasonOfDocusign(int status, String body, String failure) {
        vendor.on("GET", "/envelopes/{e}").responds(status, body);

        assertThat(docusign.failure("GetEnvelope", "{\"envelope\":\"e1\"}"), is(failure));
    }

    @Test
    void credentialsAndTheUrlComeFromAConnection() {
        assertThat(docusign.connectionTypes(), contains("oauth2-authorization-code", "bearer"));
        assertThat(
                docusign.specs().getFirst().details().connections().getFirst().origins(),
                contains("{base_uri}"));
    }
}
