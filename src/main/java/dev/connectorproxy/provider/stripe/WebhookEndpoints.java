package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.CreatedWebhooks;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookSetup;
import dev.connectorproxy.toolkit.HttpOrigin;
import dev.connectorproxy.toolkit.payment.CursorPosition;
import dev.connectorproxy.toolkit.payment.CursorWalk;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Manages Stripe's webhook endpoints: one for the events of the platform, one for those of the connected accounts.
///
/// Stripe returns the secret of an endpoint only once, in the response to its creation. It is cached here, so that a
/// repeated setup, also after a partial failure, returns it too; a newly created connector does not have it.
final class WebhookEndpoints {
    static final String SECRET = "secret";
    static final String RELATED_ACCOUNT = "webhook_related_account_id";
    static final String BALANCE_AVAILABLE = "balance.available";

    private static final String ROOT_PATH = "/root";
    private static final String CONNECT_PATH = "/connect";
    private static final String PATH = "/v1/webhook_endpoints";

    private final StripeApi api;
    private final ProviderContext.Log log;

    /// The secrets by endpoint id.
    private final Map<String, String> secrets = new ConcurrentHashMap<>();

    WebhookEndpoints(StripeApi api, ProviderContext.Log log) {
        this.api = api;
        this.log = log;
    }

    /// Creates the endpoints, or updates existing ones.
    CreatedWebhooks create(WebhookSetup setup, Call call) {
        var base = HttpOrigin.withoutTrailingSlashes(setup.webhookBaseUrl());
        var root = api.rootId(call); // before anything is created
        var known = idsByUrl(call);
        var configs = new ArrayList<WebhookConfig>();
        for (var path : List.of(ROOT_PATH, CONNECT_PATH)) {
            var url = base + path;
            var id = Optional.ofNullable(known.get(url));
            var endpoint =
                    id.map(it -> update(it, url, call)).orElseGet(() -> create(url, path, call));
            configs.add(config(endpoint, path, root));
        }
        return new CreatedWebhooks(configs, List.of());
    }

    /// Deletes endpoints; a missing one is not a failure.
    void delete(List<WebhookConfig> configs, Call call) {
        for (var config : configs) {
            try {
                api.http().send(ProviderRequest.of("DELETE", PATH + "/{}", config.name()), call);
            } catch (PaymentException e) {
                if (!StripeErrors.isMissing(e)) {
                    throw e;
                }
            }
            secrets.remove(config.name());
        }
    }

    private Map<String, String> idsByUrl(Call call) {
        var list = new StripeList(api, ProviderRequest.get(PATH), "webhook endpoint", call);
        var ids = new HashMap<String, String>();
        var position = CursorPosition.START;
        boolean more = true;
        while (more) {
            var batch = CursorWalk.of(list, log, call).newestFirst(position, list.maxPageSize());
            for (var row : batch.rows()) {
                var url = JsonFields.ofResponse(row, "webhook endpoint").requiredString("url");
                ids.putIfAbsent(url, list.id(row));
            }
            position = batch.next();
            more = batch.hasMore();
        }
        return ids;
    }

    private JsonFields update(String id, String url, Call call) {
        return api.http()
                .fields(
                        ProviderRequest.post(PATH + "/{}", id).form(form(url)),
                        "webhook endpoint",
                        call);
    }

    private JsonFields create(String url, String path, Call call) {
        var form = form(url);
        form.put("api_version", StripeApi.VERSION);
        form.put("connect", String.valueOf(path.equals(CONNECT_PATH)));
        var endpoint =
                api.http().fields(ProviderRequest.post(PATH).form(form), "webhook endpoint", call);
        endpoint.string(SECRET)
                .ifPresent(secret -> secrets.put(endpoint.requiredString("id"), secret));
        return endpoint;
    }

    private static Map<String, String> form(String url) {
        var form = new LinkedHashMap<String, String>();
        form.put("enabled_events[0]", BALANCE_AVAILABLE);
        form.put("url", url);
        return form;
    }

    private WebhookConfig config(JsonFields endpoint, String path, String root) {
        var id = endpoint.requiredString("id");
        var metadata = new HashMap<String, String>();
        metadata.put("enabled_events", String.join(",", endpoint.list("enabled_events")));
        var secret = Optional.ofNullable(secrets.get(id));
        secret.ifPresent(it -> metadata.put(SECRET, it));
        if (secret.isEmpty()) {
            log.warning(
                    "the secret of webhook endpoint "
                            + id
                            + " was returned only when it was created; keep it, or delete the endpoint");
        }
        if (path.equals(ROOT_PATH)) {
            metadata.put(RELATED_ACCOUNT, root);
        }
        return new WebhookConfig(id, path, metadata);
    }
}
