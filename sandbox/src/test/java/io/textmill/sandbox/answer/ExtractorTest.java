package io.textmill.sandbox.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.sandbox.answer.Question.Field;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtractorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "date|Signed on 12 March 2024, amended 2024-05-01, ends Q3 2025.|[\"12 March"
                        + " 2024\",\"2024-05-01\",\"Q3 2025\"]",
                "date|Due May 5, 2024 or 6/7/2024; opened in 1998.|[\"May 5, 2024\",\"6/7/2024\",\"1998\"]",
                "date|合同于2024年3月12日签订，5月底交货，二〇二五年到期。|[\"2024年3月12日\",\"5月底\",\"二〇二五年\"]",
                "amount|It cost $1,250.50, then £3 million and 40 euros.|[\"$1,250.50\",\"£3 million\",\"40 euros\"]",
                "金额|总价为3.5万元，定金￥500，尾款1,200元。|[\"3.5万元\",\"￥500\",\"1,200元\"]",
                "growth_rate|Up 12.5% after 3 percent.|[\"12.5%\",\"3 percent\"]",
                "比例|同比增长8.2%，毛利率上升1.5个百分点。|[\"8.2%\",\"1.5个百分点\"]",
                "email|Write to a.b@shop.example or 客服help@mill.example。|[\"a.b@shop.example\",\"help@mill.example\"]",
                "url|见https://mill.example/a?b=1。Or"
                        + " www.mill.example.|[\"https://mill.example/a?b=1\",\"www.mill.example\"]",
                "phone|电话13812345678，座机010-12345678。Call +44 20 7946 0000.|[\"13812345678\",\"010-12345678\",\"+44 20"
                        + " 7946 0000\"]",
                "person|Dr. Ann Lowe met Tom Hale and Wei Zhang in Rome.|[\"Ann Lowe\",\"Tom Hale\",\"Wei Zhang\"]",
                "person|会议由李明主持，王建国、欧阳雪出席，张医生请假。|[\"李明\",\"王建国\",\"欧阳雪\"]",
                "organization|Harbour Foods Ltd bought Nordbank AG near the University of Leeds.|[\"Harbour Foods"
                        + " Ltd\",\"Nordbank AG\",\"University of Leeds\"]",
                "organization|甲方是青禾科技有限公司，贷款来自江城银行。该公司位于东湖大学。|[\"青禾科技有限公司\",\"江城银行\",\"东湖大学\"]",
                "location|From New York to Cape Town via Leeds.|[\"New York\",\"Cape Town\",\"Leeds\"]",
                "location|他从杭州市到安溪县，再去北京朝阳区的超市。|[\"杭州市\",\"安溪县\",\"北京\",\"朝阳区\"]",
                "title|他读了《围城》和《活着》。|[\"围城\",\"活着\"]",
                "order_id|Orders AB-20931 and AB-20932, and AB-20931 again.|[\"AB-20931\",\"AB-20932\"]",
                "email|Nothing here.|[]",
            })
    void findsAllValuesOfAKind(String name, String text, String values) {
        assertThat(extract(text, new Field(name, "string", true))).isEqualTo("{\"" + name + "\":" + values + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "founded|date|Renewed in 2021. The firm was founded in 1987.|\"1987\"",
                "deadline|date|会议3月1日召开，报告截止日期为3月15日。|\"3月15日\"",
                "quantity|integer|Order 77812 of 2024-02-03: quantity 40, each 12.5 kg.|40",
                "total|number|首付3万元，总价为12.5万元。|125000",
                "price|number|Shipping is $5, the price is $1,299.99.|1299.99",
                "growth|number|Revenue grew 12.5% to $3 million.|12.5",
                "age|integer|患者，男，46岁，住院3天。|46",
                "refunded|boolean|The order was refunded on Monday.|true",
                "是否过敏|boolean|患者无药物过敏史。|false",
                "refunded|boolean|The box is blue.|null",
                "order_number|string|Order number: ZX81/7, paid.|\"ZX81/7\"",
                "contact|string|Ask Mary Finch about it.|\"Mary Finch\"",
                "email|string|None given.|null",
                "lessee|string|Made between Alder Ltd of Leeds (the \"Lessor\") and Birch Ltd (the"
                        + " \"Lessee\").|\"Birch Ltd\"",
                "author|string|作家苏远帆的新书，编辑是林秋。|\"苏远帆\"",
                "cost|number|It was sold for £168,000, we hear.|168000",
                "founded|date|No year is told.|null",
            })
    void choosesTheOneValueThatIsMeant(String name, String type, String text, String value) {
        assertThat(extract(text, new Field(name, type, false))).isEqualTo("{\"" + name + "\":" + value + "}");
    }

    @Test
    void choosesTheAllowedValueThatOccurs() {
        Field one = new Field("priority", "low|normal|high", false);
        Field all = new Field("topics", "billing|login|退款", true);

        assertThat(extract("Priority: HIGH. 退款 and Login fail.", one, all))
                .isEqualTo("{\"priority\":\"high\",\"topics\":[\"退款\",\"login\"]}");
        assertThat(extract("Nothing of that.", one, all)).isEqualTo("{\"priority\":null,\"topics\":[]}");
    }

    @Test
    void takesKeywordsForAFieldThatItDoesNotKnow() {
        String text = "Turbines feed the grid. New turbines need a stronger grid. Turbines are loud.";

        assertThat(extract(text, new Field("topic", "string", false))).isEqualTo("{\"topic\":\"Turbines\"}");
        assertThat(extract("泡沫铝很轻。泡沫铝可以吸能，泡沫铝的制备较难。", new Field("topic", "string", false)))
                .isEqualTo("{\"topic\":\"泡沫铝\"}");
    }

    @Test
    void givesValuesThatStandInTheText() {
        String text = "On 3 May 2024 Harbour Foods Ltd paid $40 to Ann Lowe, ann@lowe.example, in Leeds.";

        List.of("date", "organization", "amount", "person", "email", "location", "keyword")
                .forEach(name -> assertThat(Kind.ofName(name).find(text))
                        .as(name)
                        .isNotEmpty()
                        .allMatch(span -> text.contains(span.of(text))));
    }

    private static String extract(String text, Field... fields) {
        return JsonDress.NEAT.write(Extractor.extract(new Question.Extraction(text, false, List.of(fields))));
    }
}
