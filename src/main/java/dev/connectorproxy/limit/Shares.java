package dev.connectorproxy.limit;

import java.util.Collection;

/// How the permits of a limit are divided among its holders. Half of them is guaranteed to the known holders in equal
/// parts, which nobody else can use. Of the rest, a holder may have at most as many as are free: so one holder leaves
/// half of it, two leave a third or a quarter, and no holder can use up a limit.
///
/// @param holders the number of holders that have a guaranteed part; 0 if they are not known
/// @param enabled whether there are parts; otherwise all permits go to whoever comes first
public record Shares(int holders, boolean enabled) {
    /// No parts: all permits go to whoever comes first.
    public static final Shares NONE = new Shares(0, false);

    /// Parts of holders that are not known beforehand, without a guarantee.
    public static final Shares OF_UNKNOWN = new Shares(0, true);

    /// The holder of what belongs to no named holder.
    public static final String ANONYMOUS = "anonymous";

    /// The shares of these holders, and of [#ANONYMOUS]; none if there are fewer than two, since one alone may use
    /// everything.
    public static Shares of(Collection<String> names) {
        return names.size() < 2 ? NONE : new Shares(names.size() + 1, true);
    }

    /// The number of permits that one holder alone can have.
    public int max(int permits) {
        int common = permits - guaranteed(permits) * holders;
        return enabled ? guaranteed(permits) + Math.ceilDiv(common, 2) : permits;
    }

    /// The number of permits that are guaranteed to each holder.
    int guaranteed(int permits) {
        return enabled && holders > 0 ? permits / 2 / holders : 0;
    }
}
