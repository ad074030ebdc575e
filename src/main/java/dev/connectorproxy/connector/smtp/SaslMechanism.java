package dev.connectorproxy.connector.smtp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The SASL mechanisms for the login (RFC 4954), in the order of preference. All texts are in base64.
enum SaslMechanism {
    /// Google's and Microsoft's mechanism for OAuth 2 access tokens.
    XOAUTH2("XOAUTH2", true) {
        @Override
        String initialResponse(SmtpLogin login) {
            return base64("user=%s\1auth=Bearer %s\1\1".formatted(login.user(), login.secret()));
        }

        /// The challenge describes the error; the server refuses the login after an empty response.
        @Override
        String response(SmtpLogin login, String challenge, int step) {
            return "";
        }
    },
    /// RFC 7628.
    OAUTHBEARER("OAUTHBEARER", true) {
        @Override
        String initialResponse(SmtpLogin login) {
            var user = login.user().replace("=", "=3D").replace(",", "=2C");
            return base64("n,a=%s,\1auth=Bearer %s\1\1".formatted(user, login.secret()));
        }

        @Override
        String response(SmtpLogin login, String challenge, int step) {
            return base64("\1");
        }
    },
    /// RFC 4616.
    PLAIN("PLAIN", false) {
        @Override
        String initialResponse(SmtpLogin login) {
            return login.plainMessage();
        }
    },
    LOGIN("LOGIN", false) {
        @Override
        String response(SmtpLogin login, String challenge, int step) {
            return step == 0 ? login.encodedUser() : login.encodedPassword();
        }
    },
    /// RFC 2195.
    CRAM_MD5("CRAM-MD5", false) {
        @Override
        String response(SmtpLogin login, String challenge, int step) {
            return base64(login.user() + " " + hmacMd5(login.secret(), decode(challenge)));
        }
    };

    private final String protocolName;
    private final boolean forToken;

    /// @param forToken whether the secret is an access token, not a password
    SaslMechanism(String protocolName, boolean forToken) {
        this.protocolName = protocolName;
        this.forToken = forToken;
    }

    String protocolName() {
        return protocolName;
    }

    boolean forToken() {
        return forToken;
    }

    /// What is sent with the command AUTH; empty if the mechanism begins with a challenge.
    String initialResponse(SmtpLogin login) {
        return "";
    }

    /// The response to a challenge.
    ///
    /// @param step how many challenges came before
    String response(SmtpLogin login, String challenge, int step) {
        return "*"; // cancels the login (RFC 4954, section 4)
    }

    private static String hmacMd5(String key, byte[] text) {
        try {
            var mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacMD5"));
            return HexFormat.of().formatHex(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HmacMD5", e);
        }
    }

    /// A challenge that is not base64 is used as it is; the server refuses the response then.
    private static byte[] decode(String challenge) {
        try {
            return Base64.getDecoder().decode(challenge);
        } catch (IllegalArgumentException _) {
            return challenge.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
