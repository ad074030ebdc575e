package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.toolkit.PercentCodec;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParameterList;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// Writes texts of header fields so that no line has more than 998 characters (RFC 5322, section 2.1.1): Angus Mail
/// folds only at single blanks, and does not split encoded parameters.
final class HeaderText {
    /// Without a place to fold, these need several encoded words.
    private static final Pattern UNFOLDABLE = Pattern.compile("\\S{200}|\\s{200}");

    /// Of UTF-8, so that an encoded word has at most 75 characters (RFC 2047, section 2).
    private static final int MAX_WORD_BYTES = 45;

    private static final int MAX_LINE_LENGTH = 998;

    private HeaderText() {}

    /// The text for an unstructured field or a phrase, with encoded words if it needs them.
    static String encode(String text) throws UnsupportedEncodingException {
        return UNFOLDABLE.matcher(text).find()
                ? toEncodedWords(text)
                : MimeUtility.encodeText(text, "UTF-8", null);
    }

    /// A text that is to be encoded as a phrase by Angus Mail later, which leaves encoded words as they are.
    static String toPhrase(String text) {
        return UNFOLDABLE.matcher(text).find() ? toEncodedWords(text) : text;
    }

    /// Appends a parameter to a header field, in several sections if it is long (RFC 2231, section 3).
    ///
    /// @param nameLength of the field's name with the colon and the blank, for folding
    static String withParameter(String field, int nameLength, String parameter, String text) {
        if (MailDomain.isAscii(text) || PercentCodec.encode(text).length() <= MAX_LINE_LENGTH / 2) {
            var list = new ParameterList();
            list.set(parameter, text, "UTF-8");
            int used = nameLength + field.length() - (field.lastIndexOf('\n') + 1);
            return field + list.toString(used);
        }
        var sections = new StringBuilder(field);
        var value = "UTF-8''";
        int number = 0;
        for (var chunk : chunks(text)) {
            value += PercentCodec.encode(chunk);
            sections.append(";\r\n\t%s*%d*=%s".formatted(parameter, number++, value));
            value = "";
        }
        return sections.toString();
    }

    static boolean isTooLong(String field) {
        return field.lines().anyMatch(line -> line.length() > MAX_LINE_LENGTH / 2);
    }

    private static String toEncodedWords(String text) {
        var words = new ArrayList<String>();
        for (var chunk : chunks(text)) {
            var base64 = Base64.getEncoder().encodeToString(chunk.getBytes(StandardCharsets.UTF_8));
            words.add("=?UTF-8?B?" + base64 + "?=");
        }
        return String.join(" ", words);
    }

    /// The text in pieces of whole characters.
    private static List<String> chunks(String text) {
        var chunks = new ArrayList<String>();
        int start = 0;
        int bytes = 0;
        for (int at = 0; at < text.length(); ) {
            int size = text.codePointAt(at) >= 0x10000 ? 4 : text.charAt(at) >= 0x800 ? 3 : 2;
            if (bytes + size > MAX_WORD_BYTES) {
                chunks.add(text.substring(start, at));
                start = at;
                bytes = 0;
            }
            bytes += size;
            at += Character.charCount(text.codePointAt(at));
        }
        chunks.add(text.substring(start));
        return chunks;
    }
}
