package dev.connectorproxy.devserver.reload;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageComparisonTest {
    private static String compared(String before, String after) {
        return new PageComparison(bytes(before), bytes(after)).json().toString();
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void rowsAreComparedByTheirReferenceInAnyOrder() {
        var json =
                compared(
                        "{'payments':[{'reference':'a','n':1},{'reference':'b','n':1},{'reference':'c'}]}",
                        "{'payments':[{'reference':'d'},{'reference':'b','n':2},{'reference':'a','n':1}]}");

        assertThat(
                json,
                is(
                        "{\"added\":[{\"reference\":\"d\"}],\"removed\":[{\"reference\":\"c\"}],\"changed\":[{\"reference\":\"b\",\"patch\":[{\"op\":\"replace\",\"path\":\"/n\",\"value\":2}]}],\"unchanged\":1,\"page\":[]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'balances':[{'accountReference':'a','asset':'EUR/2','amount':1},{'accountReference':'a','asset':'USD/2','amount':1}]} | {'balances':[{'accountReference':'a','asset':'EUR/2','amount':1},{'accountReference':'a','asset':'USD/2','amount':2}]} | a USD/2",
                "{'others':[{'id':'u','other':1}]} | {'others':[{'id':'u','other':2}]} | u",
                "{'accounts':[{'reference':'a','n':1},{'reference':'a','n':2}]} | {'accounts':[{'reference':'a','n':1},{'reference':'a','n':3}]} | a#2"
            })
    void aRowIsFoundByWhatIdentifiesItsKind(String before, String after, String reference) {
        var changed =
                new PageComparison(bytes(before), bytes(after)).json().getJsonArray("changed");

        assertThat(changed.size(), is(1));
        assertThat(changed.getJsonObject(0).getString("reference"), is(reference));
    }

    @Test
    void theRestOfThePageIsAPatchWithoutWhatDiffersFromCallToCall() {
        var json =
                compared(
                        "{'accounts':[],'newState':{'p':1},'hasMore':true,'call':1,'exchanges':[1]}",
                        "{'accounts':[],'newState':{'p':2},'hasMore':true,'call':2,'exchanges':[2]}");

        assertThat(
                json,
                is(
                        "{\"added\":[],\"removed\":[],\"changed\":[],\"unchanged\":0,\"page\":[{\"op\":\"replace\",\"path\":\"/newState/p\",\"value\":2}]}"));
    }
}
