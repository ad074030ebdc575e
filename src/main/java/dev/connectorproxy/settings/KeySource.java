package dev.connectorproxy.settings;

import io.helidon.config.spi.ConfigNode;
import io.helidon.config.spi.ConfigNode.ValueNode;
import io.helidon.config.spi.ConfigSource;
import io.helidon.config.spi.LazyConfigSource;
import java.util.Optional;
import java.util.function.Function;

/// A source that has no list of its keys: Helidon Config asks it for each key of the other sources, and for each key
/// that a reader asks for.
record KeySource(Function<String, Optional<String>> values)
        implements ConfigSource, LazyConfigSource {
    @Override
    public Optional<ConfigNode> node(String key) {
        return values.apply(key).map(ValueNode::create);
    }
}
