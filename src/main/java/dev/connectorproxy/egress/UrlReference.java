package dev.connectorproxy.egress;

import java.util.ArrayDeque;

/// The reading of relative URLs (RFC 3986, sections 4 and 5), on text and nothing but text: java.net.URI refuses characters
/// that servers do send.
final class UrlReference {
    private UrlReference() {}

    /// Where the colon after a scheme stands, or -1 if the text has no scheme.
    static int schemeEnd(String text) {
        var colon = first(text, ":/?#", 0);
        if (colon == 0 || colon == text.length() || text.charAt(colon) != ':') {
            return -1;
        }
        for (var i = 0; i < colon; i++) {
            var c = text.charAt(i);
            if (!Ascii.letter(c) && (i == 0 || (!Ascii.digit(c) && "+-.".indexOf(c) < 0))) {
                return -1;
            }
        }
        return colon;
    }

    /// Where the first of these characters stands from there on, or the text's length.
    static int first(String text, String characters, int from) {
        for (var i = from; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    /// The target that a reference without scheme, authority and fragment means, seen from a base target.
    static String resolve(String base, String reference) {
        if (reference.isEmpty()) {
            return base;
        }
        var path = base.substring(0, first(base, "?", 0));
        return switch (reference.charAt(0)) {
            case '?' -> path + reference;
            case '/' -> withoutDots(reference);
            default -> withoutDots(path.substring(0, path.lastIndexOf('/') + 1) + reference);
        };
    }

    /// A target whose path has no `.` and `..` segments (section 5.2.4); the query stays.
    static String withoutDots(String target) {
        var end = first(target, "?", 0);
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
