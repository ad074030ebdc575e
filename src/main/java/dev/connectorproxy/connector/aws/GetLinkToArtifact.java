package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import java.util.List;

/// `artifacts/GetLinkToArtifact`: a link that works for an hour.
final class GetLinkToArtifact implements Command {
    private static final CommandSpec SPEC =
            ArtifactStore.complete(
                    new CommandSpec(
                            "GetLinkToArtifact",
                            "Makes a link with which a browser can download an artifact for an hour.",
                            List.of(ArtifactStore.ID, ArtifactStore.STORAGE),
                            AwsErrorCodes.S3_READ));

    private final ArtifactStore store;

    GetLinkToArtifact(ArtifactStore store) {
        this.store = store;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public boolean repeatable(Arguments arguments) {
        return true;
    }

    @Override
    public CommandResult execute(Arguments arguments, Call call) {
        var place = store.place(arguments);
        store.require(place, arguments, call);
        return CommandResult.Done.of(store.links(place, true, arguments, call));
    }
}
