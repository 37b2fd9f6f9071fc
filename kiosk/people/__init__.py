"""NIK, KK, names, phones, dates, addresses, money and regions as people in Indonesia write them.

Each type has `parse(text)`: it normalises what was typed, or raises `errors.NotAccepted` with an Indonesian
sentence that says what to do. Parsing what was parsed changes nothing. No type shows its content in `repr`.
"""
