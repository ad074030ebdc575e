package dev.connectorproxy.signin;

import dev.connectorproxy.complexity.HostileInput;
import dev.connectorproxy.complexity.LinearTime;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What token endpoints and browsers send costs CPU time at most linear in its length.
class SigninComplexityTest {
    @Test
    void tokenResponses() {
        var json =
                HostileInput.ofJson(
                        "{\"access_token\":\"§\",\"error\":\"§\",«\"k№\":1»,\"n\":¤,\"§\":[«1»]}");
        var form = HostileInput.ofText("access_token=§&§=«a&b=c»");

        LinearTime.assertFor(
                json, text -> TokenResponse.toJson(response("application/json", text)));
        LinearTime.assertFor(
                form,
                text -> TokenResponse.toJson(response("application/x-www-form-urlencoded", text)));
    }

    @Test
    void queriesOfBrowsers() {
        LinearTime.assertFor(HostileInput.ofText("code=§&§=«a&b№=c»"), BrowserQuery::parameters);
        LinearTime.assertFor(HostileInput.ofText("https://§h.example§:1§/§?§"), WebUrl::parse);
    }

    private static HttpResponse response(String type, String body) {
        return new HttpResponse(
                200,
                List.of(new Header("Content-Type", type)),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
