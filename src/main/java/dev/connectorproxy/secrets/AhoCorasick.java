package dev.connectorproxy.secrets;

import java.util.Arrays;
import java.util.Map;

/// Finds many patterns in one pass over a text, in time linear in its length, whatever the text and the patterns are
/// (Aho and Corasick, "Efficient string matching: an aid to bibliographic search", 1975). A search is a walk over states, which
/// begins at [#START] and takes one step for each character. Immutable.
final class AhoCorasick {
    static final int START = 0;

    private static final int NONE = 0;
    private static final int FLAG_BITS = 2;
    private static final int ASCII = 128;

    private final int[] first = new int[ASCII]; // the children of START, which may have many
    private final char[] label; // the character that leads to the state
    private final int[] firstChild;
    private final int[] sibling;
    private final int[] depth; // the length of the prefix of a pattern that the state stands for
    private final int[]
            fallback; // the state of the longest proper suffix that is such a prefix as well
    private final int[]
            found; // the longest pattern that ends in the state: its length and its flags
    private int states = 1;

    /// @param patterns not empty, each with flags of at most two bits
    AhoCorasick(Map<String, Integer> patterns) {
        int capacity = 1 + patterns.keySet().stream().mapToInt(String::length).sum();
        this.label = new char[capacity];
        this.firstChild = new int[capacity];
        this.sibling = new int[capacity];
        this.depth = new int[capacity];
        this.fallback = new int[capacity];
        this.found = new int[capacity];
        patterns.forEach(this::add);
        link();
    }

    /// The state after one more character.
    int next(int state, char c) {
        for (int from = state; ; from = fallback[from]) {
            int child = child(from, c);
            if (child != NONE || from == START) {
                return child;
            }
        }
    }

    /// The length of the longest pattern that ends here; 0 for none.
    int matchLength(int state) {
        return found[state] >> FLAG_BITS;
    }

    /// The flags of that pattern.
    int matchFlags(int state) {
        return found[state] & (1 << FLAG_BITS) - 1;
    }

    /// The length of the longest beginning of a pattern that ends here.
    int prefixLength(int state) {
        return depth[state];
    }

    private void add(String pattern, int flags) {
        int state = START;
        for (int i = 0; i < pattern.length(); i++) {
            int child = child(state, pattern.charAt(i));
            state = child == NONE ? newChild(state, pattern.charAt(i)) : child;
        }
        found[state] = pattern.length() << FLAG_BITS | flags;
    }

    private int newChild(int parent, char c) {
        int state = states++;
        label[state] = c;
        depth[state] = depth[parent] + 1;
        sibling[state] = firstChild[parent];
        firstChild[parent] = state;
        if (parent == START && c < ASCII) {
            first[c] = state;
        }
        return state;
    }

    private int child(int state, char c) {
        if (state == START && c < ASCII) {
            return first[c];
        }
        int child = firstChild[state];
        while (child != NONE && label[child] != c) {
            child = sibling[child];
        }
        return child;
    }

    /// Sets the fallbacks breadth first, since each one follows from those of shorter prefixes.
    private void link() {
        int[] queue = Arrays.copyOf(new int[] {START}, states);
        int end = 1;
        for (int i = 0; i < end; i++) {
            for (int at = firstChild[queue[i]]; at != NONE; at = sibling[at]) {
                fallback[at] = queue[i] == START ? START : next(fallback[queue[i]], label[at]);
                found[at] = found[at] == 0 ? found[fallback[at]] : found[at];
                queue[end++] = at;
            }
        }
    }
}
