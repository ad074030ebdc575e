package dev.connectorproxy.connector.aws;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Reads the pages of one list of objects up to a number of entries, which are objects and folders together, or of
/// characters. For one use by one thread.
final class ObjectListing {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_PAGE = 1_000; // of S3
    private static final int MAX_CHARACTERS = 10 << 20;

    private final JsonArrayBuilder files = JSON.createArrayBuilder();
    private final JsonArrayBuilder folders = JSON.createArrayBuilder();
    private int left;
    private long characters;

    ObjectListing(int maxEntries) {
        this.left = maxEntries;
    }

    /// @return with `continuation_token` if there is more
    JsonObject read(
            ListObjectsV2Request first,
            Function<ListObjectsV2Request, ListObjectsV2Response> pages) {
        var next = Optional.ofNullable(first.continuationToken());
        do {
            var request = first.toBuilder().maxKeys(Math.min(left, MAX_PAGE));
            next.ifPresent(request::continuationToken);
            next = add(pages.apply(request.build()));
        } while (next.isPresent() && left > 0 && characters < MAX_CHARACTERS);
        var json = JSON.createObjectBuilder().add("files", files).add("folders", folders);
        next.ifPresent(token -> json.add("continuation_token", token));
        return json.build();
    }

    /// @return where the next page begins, if there is one
    private Optional<String> add(ListObjectsV2Response page) {
        page.contents().forEach(this::add);
        page.commonPrefixes()
                .forEach(folder -> {
                    folders.add(folder.prefix());
                    count(folder.prefix());
                });
        boolean more = Boolean.TRUE.equals(page.isTruncated());
        return Optional.ofNullable(page.nextContinuationToken()).filter(_ -> more);
    }

    private void add(S3Object object) {
        var file = JSON.createObjectBuilder().add("object_name", object.key());
        Optional.ofNullable(object.size()).ifPresent(size -> file.add("size", size));
        Optional.ofNullable(object.lastModified())
                .ifPresent(time -> file.add("last_modified", time.toString()));
        Optional.ofNullable(object.eTag()).ifPresent(tag -> file.add("etag", tag));
        files.add(file);
        count(object.key());
    }

    private void count(String key) {
        left--;
        characters += key.length() + 100; // with the other members
    }
}
