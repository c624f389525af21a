import '../bench/yardstick.ts'
