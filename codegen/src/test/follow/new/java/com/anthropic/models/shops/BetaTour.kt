class BetaTour
private constructor(
    private val startsAt: JsonField<OffsetDateTime>,
    private val seats: JsonField<Long>,
    private val price: JsonField<Double>,
) {

    class Stop
    private constructor(
        private val minutes: JsonField<Long>,
    ) {
    }
}
