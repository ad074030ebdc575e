package dev.connectorproxy.egress.target;

import java.util.ArrayDeque;

/// Parses and resolves URI references (RFC 3986, sections 4 and 5) as text, because java.net.URI rejects characters
/// that servers do send.
final class UrlReference {
    private UrlReference() {}

    /// The index of the colon after the scheme, or -1 if there is no scheme.
    static int schemeEnd(String text) {
        var colon = indexOfAny(text, ":/?#", 0);
        if (colon == 0 || colon == text.length() || text.charAt(colon) != ':') {
            return -1;
        }
        for (var i = 0; i < colon; i++) {
            var c = text.charAt(i);
            if (!Ascii.isLetter(c) && (i == 0 || (!Ascii.isDigit(c) && "+-.".indexOf(c) < 0))) {
                return -1;
            }
        }
        return colon;
    }

    /// The index of the first of these characters from an index on, or the length of the text.
    static int indexOfAny(String text, String characters, int from) {
        for (var i = from; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    /// Resolves a reference without scheme, authority and fragment against a base target.
    static String resolve(String base, String reference) {
        if (reference.isEmpty()) {
            return base;
        }
        var path = base.substring(0, indexOfAny(base, "?", 0));
        return switch (reference.charAt(0)) {
            case '?' -> path + reference;
            case '/' -> removeDotSegments(reference);
            default -> removeDotSegments(path.substring(0, path.lastIndexOf('/') + 1) + reference);
        };
    }

    /// Removes the `.` and `..` segments of the path (RFC 3986, section 5.2.4); keeps the query.
    static String removeDotSegments(String target) {
        var end = indexOfAny(target, "?", 0);
        var segments = target.substring(1, end).split("/", -1);
        var kept = new ArrayDeque<String>();
        for (var i = 0; i < segments.length; i++) {
            var up = segments[i].equals("..");
            var dots = up || segments[i].equals(".");
            if (up) {
                kept.pollLast();
            }
            if (!dots) {
                kept.add(segments[i]);
            } else if (i == segments.length - 1) {
                kept.add("");
            }
        }
        return "/" + String.join("/", kept) + target.substring(end);
    }
}
