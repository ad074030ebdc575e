package dev.connectorproxy;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/// The built jar and a Chromium that looks at its workbench. Whatever the browser reports as an error is kept: of a
/// script, of the Content-Security-Policy, of a file that is not there.
final class WorkbenchBrowser implements AutoCloseable {
    static final Path CHROMIUM =
            Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));

    private static final Path PICTURES = Path.of("target", "workbench");
    private static final Pattern LISTENING =
            Pattern.compile("dev server listening on (http://127.0.0.1:\\d+)");
    private static final Pattern CONNECTOR = Pattern.compile("\"connectorId\":\"([^\"]+)");
    private static final List<String> FLAGS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final RealJarIT.Jar jar;
    private final String url;
    private final Playwright playwright;
    private final Browser browser;

    /// @param yaml the settings, without `server`
    WorkbenchBrowser(Path folder, String yaml) throws IOException {
        var file =
                Files.writeString(
                        folder.resolve("workbench.yaml"), "server: {port: 0}\n" + yaml + "\n");
        jar = RealJarIT.Jar.fast("--config", file.toString());
        url = jar.awaitLine(LISTENING).group(1);
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(CHROMIUM)
                                        .setArgs(FLAGS));
    }

    /// Opens the page in a context of its own, as a person who was never here.
    Page open(ColorScheme scheme, int width, int height) {
        var context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setBaseURL(url)
                                .setColorScheme(scheme)
                                .setViewportSize(width, height)
                                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        context.setDefaultTimeout(20_000);
        context.addInitScript(axe());
        var page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
        page.navigate("/");
        return page;
    }

    Page open() {
        return open(ColorScheme.LIGHT, 1280, 800);
    }

    /// What axe finds wrong: the rule and the elements.
    @SuppressWarnings("unchecked")
    static List<String> violations(Page page) {
        return (List<String>)
                page.evaluate(
                        """
                        async () => (await axe.run()).violations.map(violation =>
                            violation.id + ': ' + violation.nodes.map(node => node.html.slice(0, 200)).join(' | '))\
                        """);
    }

    /// Whether the page is wider than the screen.
    static boolean overflows(Page page) {
        return (boolean) page.evaluate("() => document.documentElement.scrollWidth > innerWidth");
    }

    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    private static String axe() {
        try (var in = WorkbenchBrowser.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("axe.min.js cannot be read", e);
        }
    }

    /// Makes a call of the API beside the page.
    String call(String method, String path, String body) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    /// Closes all pages, deletes all connectors, and forgets the errors.
    void startAfresh() throws IOException, InterruptedException {
        errors.clear();
        List.copyOf(browser.contexts()).forEach(BrowserContext::close);
        for (var found : CONNECTOR.matcher(call("GET", "/connectors", "")).results().toList()) {
            call("DELETE", "/connectors/" + found.group(1), "");
        }
    }

    @Override
    public void close() {
        playwright.close();
        jar.close();
        client.close();
    }
}
