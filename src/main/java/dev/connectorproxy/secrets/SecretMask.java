package dev.connectorproxy.secrets;

import dev.connectorproxy.spi.ComputePool;
import java.util.Collection;
import java.util.Set;

/// Replaces given secret values by `***` in texts and JSON, in any of their known encodings. Its `toString` does not
/// contain the values. Immutable; made in less than a millisecond, so keep it for more than one text.
public final class SecretMask {
    private final Mask mask;

    private SecretMask(Mask mask) {
        this.mask = mask;
    }

    /// @param values blank ones are ignored
    public static SecretMask of(Collection<String> values) {
        return new SecretMask(new Mask(values.stream().filter(value -> !value.isBlank()).toList()));
    }

    /// The text with the values replaced.
    public String text(String text) {
        return mask.apply(text);
    }

    /// The JSON with the values replaced in names, strings and numbers; everything else is the same byte for byte.
    ///
    /// @param json well-formed, in UTF-8; not changed
    /// @param keptNames names that are not masked, such as those of a protocol
    /// @return the same array if it contains none
    public byte[] json(byte[] json, Set<String> keptNames) {
        var replacements =
                new JsonStringRewriter.Replacements(
                        name -> keptNames.contains(name) ? name : mask.apply(name),
                        mask::apply,
                        mask::applyToNumber);
        return ComputePool.run(json.length, () -> JsonStringRewriter.rewrite(json, replacements));
    }

    @Override
    public String toString() {
        return mask.toString();
    }
}
