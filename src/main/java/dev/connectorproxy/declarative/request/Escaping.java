package dev.connectorproxy.declarative.request;

import dev.connectorproxy.toolkit.PercentCodec;
import java.util.function.IntPredicate;

/// How values are escaped in one place of a request.
///
/// Where reserved characters are allowed, percent-encoded triplets of the value are kept, too (RFC 6570, section 3.2.3), but
/// characters are escaped that would end the value there: OpenAPI 3.1 leaves that to the application.
enum Escaping {
    PATH(PercentCodec.UNRESERVED, false, false),
    PATH_RESERVED(PercentCodec.alphanumericOr("-._~!$&'()*+,;=:@"), true, false),
    QUERY(PercentCodec.UNRESERVED, false, false),
    QUERY_RESERVED(PercentCodec.alphanumericOr("-._~!$'()*,;=:@/?"), true, false),
    /// A space is `+`.
    FORM(PercentCodec.FORM, false, true),
    FORM_RESERVED(PercentCodec.alphanumericOr("-._~!$'()*,;=:@/?"), true, true),
    /// Names of query parameters; only brackets and what cannot stand there is escaped.
    NAME(PercentCodec.alphanumericOr("-._~!$'()*,:@/"), false, false),
    /// Names of form fields.
    FORM_NAME(PercentCodec.alphanumericOr("*-._$@:"), false, true),
    /// Header values are sent as they are.
    NONE(c -> true, false, false);

    private final IntPredicate kept;
    private final boolean keepsTriplets;
    private final boolean plusForSpace;

    Escaping(IntPredicate kept, boolean keepsTriplets, boolean plusForSpace) {
        this.kept = kept;
        this.keepsTriplets = keepsTriplets;
        this.plusForSpace = plusForSpace;
    }

    /// That of values in the query.
    static Escaping query(boolean allowReserved) {
        return allowReserved ? QUERY_RESERVED : QUERY;
    }

    /// That of values in a form.
    static Escaping form(boolean allowReserved) {
        return allowReserved ? FORM_RESERVED : FORM;
    }

    /// The escaped text.
    ///
    /// @param text without unpaired surrogates
    String apply(String text) {
        if (this == NONE || isKept(text)) {
            return text;
        }
        var escaped = keepsTriplets ? escapeBetweenTriplets(text) : escape(text);
        return plusForSpace ? escaped.replace("%20", "+") : escaped;
    }

    private boolean isKept(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!kept.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private String escape(String text) {
        return PercentCodec.encode(text, kept);
    }

    private String escapeBetweenTriplets(String text) {
        var out = new StringBuilder(text.length() + 16);
        int from = 0;
        for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
            int end = at + 3;
            if (end <= text.length() && PercentCodec.isWellFormed(text.substring(at, end))) {
                out.append(escape(text.substring(from, at))).append(text, at, end);
                from = end;
            }
        }
        return out.append(escape(text.substring(from))).toString();
    }
}
