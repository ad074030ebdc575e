package dev.connectorproxy.importer.mock;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.Retries;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestCheckTest {
    private static final String OPENAPI =
            """
            {'openapi':'3.0.3','info':{'title':'t','version':'1'},
             'paths':{
              '/pets/{id}':{
               'parameters':[{'name':'id','in':'path','required':true,'schema':{'type':'integer'}}],
               'get':{'parameters':[
                {'name':'tags','in':'query','schema':{'type':'array','items':{'type':'integer'}},'style':'pipeDelimited','explode':false},
                {'name':'filter','in':'query','style':'deepObject','schema':{'$ref':'#/components/schemas/Filter'}},
                {'name':'page','in':'query','schema':{'type':'object','properties':{'size':{'type':'integer'},'after':{'type':'string'}}}},
                {'name':'q','in':'query','content':{'application/json':{'schema':{'type':'object','required':['a']}}}},
                {'name':'X-Ids','in':'header','schema':{'type':'array','items':{'type':'integer'}}},
                {'name':'sid','in':'cookie','required':true,'schema':{'type':'string','nullable':true}}]},
               'put':{'requestBody':{'required':true,'content':{'application/json':{'schema':{'$ref':'#/components/schemas/Pet'}}}}},
               'post':{'requestBody':{'content':{
                 'application/x-www-form-urlencoded':{'schema':{'type':'object','properties':{'n':{'type':'integer'},'l':{'type':'array','items':{'type':'string'}},'o':{'type':'object'}},'required':['n']}},
                 'multipart/form-data':{'schema':{'type':'object','properties':{'file':{'type':'string','format':'binary'},'n':{'type':'integer'}},'required':['file']}}}}}},
              '/m/{p}/{l}':{'get':{'parameters':[
                {'name':'p','in':'path','required':true,'style':'matrix','explode':true,'schema':{'type':'array','items':{'type':'integer'}}},
                {'name':'l','in':'path','required':true,'style':'label','schema':{'type':'object','properties':{'a':{'type':'integer'}},'required':['a']}}]}}},
             'components':{'schemas':{
              'Filter':{'type':'object','properties':{'min':{'type':'integer','minimum':3,'exclusiveMinimum':true}}},
              'Pet':{'type':'object','required':['name','id'],'properties':{'id':{'type':'integer','readOnly':true},'name':{'type':'string'},'friend':{'$ref':'#/components/schemas/Pet'},'age':{'type':'integer','nullable':true}},'additionalProperties':false}}}}
            """;

    private static final String SWAGGER =
            """
            {'swagger':'2.0','info':{'title':'t','version':'1'},'consumes':['application/json'],
             'paths':{
              '/find?v=1':{'get':{'parameters':[
                {'name':'ids','in':'query','type':'array','items':{'type':'integer'},'collectionFormat':'multi','required':true},
                {'name':'csv','in':'query','type':'array','items':{'type':'string'}},
                {'name':'name','in':'path','required':true,'type':'string'}]}},
              '/file':{'post':{'consumes':['multipart/form-data'],'parameters':[
                {'name':'doc','in':'formData','type':'file','required':true},
                {'name':'kind','in':'formData','type':'string','enum':['a','b']}]}}}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "tags=1%7C2",
                "filter%5Bmin%5D=4",
                "filter[min]=4&size=3&after=x",
                "q=%7B%22a%22%3A1%7D",
                "tags=7"
            })
    void acceptsQueriesInTheStyleOfEachParameter(String query) {
        assertThat(problems(OPENAPI, "GET", "/pets/{id}", get("/pets/12?" + query)), is(empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "tags=1,2;tags in the query: /0 fails type",
                "filter[min]=3;filter in the query: /min fails type",
                "q=%7B%7D;q in the query: the value fails required",
                "other=1;the query has an unknown parameter other"
            })
    void findsWhatIsWrongInAQuery(String query, String problem) {
        assertThat(
                problems(OPENAPI, "GET", "/pets/{id}", get("/pets/12?" + query)),
                contains(problem));
    }

    @Test
    void findsWhatIsWrongInThePathHeadersAndCookies() {
        var request =
                request("GET", "/pets/x", "", new Header("X-Ids", "1,b"), new Header("X-Odd", "1"));

        assertThat(
                problems(OPENAPI, "GET", "/pets/{id}", request),
                contains(
                        "id in the path: the value fails type",
                        "X-Ids in the header: /1 fails type",
                        "there is an unknown header x-odd",
                        "the cookie lacks sid"));
    }

    @Test
    void readsMatrixAndLabelStyles() {
        var good = request("GET", "/m/;p=1;p=2/.a,3", "");
        var bad = request("GET", "/m/1,2/.a,x", "");

        assertThat(problems(OPENAPI, "GET", "/m/{p}/{l}", good), is(empty()));
        assertThat(
                problems(OPENAPI, "GET", "/m/{p}/{l}", bad),
                contains("the path has no value for p", "l in the path: /a fails type"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"x\",\"age\":null,\"friend\":{\"name\":\"y\"}};",
                "{\"age\":1};the body: the value fails required",
                "{\"name\":\"x\",\"friend\":{\"name\":1}};the body: /friend/name fails type",
                "{\"name\":\"x\",\"odd\":1};the body: /odd is not allowed",
                "{;the body is not JSON"
            })
    void validatesJsonBodies(String body, String problem) {
        var request =
                request(
                        "PUT",
                        "/pets/1",
                        body,
                        new Header("Content-Type", "application/json; charset=utf-8"));

        assertThat(
                String.join(", ", problems(OPENAPI, "PUT", "/pets/{id}", request)),
                is(problem == null ? "" : problem));
    }

    @Test
    void findsABodyThatIsMissingOrOfAnotherType() {
        assertThat(
                problems(OPENAPI, "PUT", "/pets/{id}", request("PUT", "/pets/1", "")),
                contains("the body is missing"));
        assertThat(
                problems(
                        OPENAPI,
                        "PUT",
                        "/pets/{id}",
                        request("PUT", "/pets/1", "x", new Header("Content-Type", "text/plain"))),
                contains("the body is sent as 'text/plain', not as application/json"));
    }

    @Test
    void validatesForms() {
        var type = new Header("Content-Type", "application/x-www-form-urlencoded");

        assertThat(
                problems(
                        OPENAPI,
                        "POST",
                        "/pets/{id}",
                        request("POST", "/pets/1", "n=1&l=a&l=b+c&o%5Bx%5D=1", type)),
                is(empty()));
        assertThat(
                problems(OPENAPI, "POST", "/pets/{id}", request("POST", "/pets/1", "n=x", type)),
                contains("the body: /n fails type"));
    }

    @Test
    void validatesMultipartBodies() {
        var type = new Header("Content-Type", "multipart/form-data; boundary=XX");
        var file =
                "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nabc\r\n";
        var number = "--XX\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\nx\r\n";

        assertThat(
                problems(
                        OPENAPI,
                        "POST",
                        "/pets/{id}",
                        request("POST", "/pets/1", file + "--XX--\r\n", type)),
                is(empty()));
        assertThat(
                problems(
                        OPENAPI,
                        "POST",
                        "/pets/{id}",
                        request("POST", "/pets/1", file + number + "--XX--\r\n", type)),
                contains("the body: /n fails type"));
    }

    @Test
    void readsSwaggerParametersAndForms() {
        var type = new Header("Content-Type", "multipart/form-data; boundary=XX");
        var kind = "--XX\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nc\r\n";

        assertThat(
                problems(
                        SWAGGER,
                        "GET",
                        "/find?v=1",
                        request("GET", "/find?v=1&ids=1&ids=2&csv=a,b", "")),
                is(empty()));
        assertThat(
                problems(SWAGGER, "GET", "/find?v=1", request("GET", "/find?csv=a", "")),
                contains("the query lacks v, which stands in the path", "the query lacks ids"));
        assertThat(
                problems(
                        SWAGGER,
                        "POST",
                        "/file",
                        request("POST", "/file", kind + "--XX--\r\n", type)),
                contains("the field doc of the form is missing"));
    }

    private static List<String> problems(
            String document, String method, String path, HttpRequest request) {
        var json =
                JsonProvider.provider()
                        .createReader(new StringReader(document.replace('\'', '"')))
                        .readObject();
        var operation = new RawDocument(json).operation(method, path).orElseThrow();
        return new RequestCheck(operation, method, "/v1").problems(ReceivedRequest.of(request));
    }

    private static HttpRequest get(String path) {
        return request("GET", path, "", new Header("Cookie", "sid=abc"));
    }

    private static HttpRequest request(String method, String path, String body, Header... headers) {
        return new HttpRequest(
                method,
                "https://api.example.com/v1" + path,
                new ArrayList<>(List.of(headers)),
                body.isEmpty()
                        ? Optional.empty()
                        : Optional.of(body.getBytes(StandardCharsets.UTF_8)),
                Redirects.RETURN,
                Retries.NONE);
    }
}
